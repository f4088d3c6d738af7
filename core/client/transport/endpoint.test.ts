import { isLoopback } from "./endpoint";

describe("isLoopback", () => {
    it.each([
        "http://localhost:1",
        "http://127.0.0.1",
        "http://127.255.0.9:8080",
        "http://[::1]:5",
    ])("%s is this machine", (url) => {
        expect(isLoopback(new URL(url).hostname)).toBe(true);
    });

    it.each([
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://evil-localhost",
        "http://128.0.0.1",
        "http://[::2]",
        "http://0.0.0.0",
        "http://10.0.0.1",
    ])("%s is not", (url) => {
        expect(isLoopback(new URL(url).hostname)).toBe(false);
    });
});
