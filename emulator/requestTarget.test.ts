import { routable, withoutAuthority } from "./requestTarget";

describe("a request's target", () => {
    it.each([
        ["/v1/dev/apps?a=b", "/v1/dev/apps?a=b"],
        ["http://host/v1", "/v1"],
        ["HTTPS://user:password@host:8089/v1?a=http://b", "/v1?a=http://b"],
        ["//user:password@host/v1", "//user:password@host/v1"],
        ["/http://host/v1", "/http://host/v1"],
        ["*", "*"],
    ])("%s without its authority is %s", (target, expected) => {
        expect(withoutAuthority(target)).toBe(expected);
    });

    it.each([
        ["/a%40b?c=%zz", "/a%40b?c=%zz"],
        ["/a%zz", "/a%25zz"],
        ["/a%40%ff?b=%40", "/a%2540%25ff?b=%40"],
        ["http://user:%zz@host/a", "/a"],
    ])("%s is routed as %s", (target, expected) => {
        expect(routable(target)).toBe(expected);
    });
});
