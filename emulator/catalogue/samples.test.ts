import { appOf, paginationOf, tagsOf } from "../testing/bodies";
import { useEmulator } from "../testing/harness";

const A100 = "NVIDIA A100-SXM4-40GB";
const RTX = "NVIDIA GeForce RTX 4090";

describe("the catalogue that comes with the emulator", () => {
    const server = useEmulator();

    it.each<[string, string, string, number, number, string[]]>([
        ["hello-world", "0.1", "python:latest", 2, 2, []],
        [
            "img-gen-diffusers-notaai-cpu",
            "1.0",
            "bytenite/python-torch-diffusers:latest",
            16,
            32,
            [],
        ],
        ["img-gen-diffusers-flux-gpu", "1.0", "dibekbytenite/flux-generator", 2, 2, [A100, RTX]],
        ["img-gen-diffusers", "4.0", "bytenite/pytorch-cuda-diffusers:latest", 4, 8, [RTX]],
        ["img-gen-diffusers-flux-rtx", "1.0", "dibekbytenite/flux-generator", 2, 2, [RTX]],
        ["llama4-app-cpu", "2.0", "chandrabytenite/llama4-scout-cpu:v0.11", 30, 60, []],
        ["llama4-app-cpu@0.1", "0.1", "chandrabytenite/llama4-scout-cpu:v0.11", 30, 64, []],
        [
            "llama4-app-gpu",
            "2.0",
            "chandrabytenite/llama4-scout-gpu:v0.4",
            2,
            2,
            ["nvidia a100-sxm4-40gb"],
        ],
        ["scraper-engine", "0.6", "vyomapatel12/web-scraper:v1.5", 2, 4, []],
        ["transcription", "0.1", "bytenite/bytenite-transcriber:latest", 16, 32, []],
        [
            "my-first-stable-diffusion-app",
            "0.4",
            "huggingface/diffusers-pytorch-cuda:latest",
            2,
            2,
            [A100, RTX],
        ],
        ["video-transcoding", "1.0", "python:latest", 1, 2, ["tesla t4", "nvidia a100-sxm4-40gb"]],
    ])("has %s", async (tag, version, container, minCpu, minMemory, gpu) => {
        const app = appOf(await server.call(`/dev/apps/${tag}`));
        expect(app).toMatchObject({
            version,
            status: "active",
            platform: "docker",
            platformConfig: { container },
            deviceRequirements: { minCpu, minMemory, gpu },
        });
        expect(app.platformConfig?.privateImage).toBe(tag === "my-first-stable-diffusion-app");
    });

    it("has 11 apps in 18 versions, on one page", async () => {
        expect(server.emulator.describeCatalogue()).toBe("11 apps, 18 versions");
        const answer = await server.call("/dev/apps");
        expect(new Set(tagsOf(answer)).size).toBe(18);
        expect(paginationOf(answer)).toMatchObject({ total: 18, hasNext: false });
    });
});
