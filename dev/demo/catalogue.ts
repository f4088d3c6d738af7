import { readFile, writeFile } from "node:fs/promises";
import type { CatalogueDefinition } from "bytenite-emulator";
import { parse, parseDocument } from "yaml";

/** Changes the GPU list of an app in a catalogue file, as a push of the same version would. */
export async function changeGpu(file: string, name: string, gpu: string[]): Promise<void> {
    const text = await readFile(file, "utf8");
    const { apps } = parse(text) as CatalogueDefinition;
    const index = apps.findIndex((app) => app.name === name);
    const document = parseDocument(text);
    document.setIn(["apps", index, "deviceRequirements", "gpu"], gpu);
    await writeFile(file, document.toString());
}
