import { CommandError } from "./commandError";

/** Refuses --fix where the apps don't come from manifests. @throws DocumentError */
export function requireManifests({ fix, manifest }: { fix?: boolean; manifest?: unknown }): void {
    if (!fix || manifest !== undefined) return;
    throw new CommandError("--fix changes manifests: name them with --manifest");
}
