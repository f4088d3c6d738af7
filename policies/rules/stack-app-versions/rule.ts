import { compareTexts, compareVersions, type AppRecord } from "bytenite-core/model";
import { joinCapped } from "../../phrases/gpuList";
import { defineStackRule } from "../../contract/rule";
import { quote } from "../../phrases/wording";

export const rule = defineStackRule<Record<never, never>>({
    name: "stack-app-versions",
    description: "A stack may have only one version of each ByteNite app.",
    explanation:
        "Two versions of an app in one stack are often an upgrade that stopped half way: the same job then gives other results depending on where it starts. The rule compares the names and versions that ByteNite gave, not the tags: `img-gen` and `img-gen@4.0` that mean the same version are no finding, and `img-gen` is one beside `img-gen@3.0` as soon as it means 4.0. There is one finding for each name, whose case matters. An app without a name or without a version is left alone, since nothing shows which version it is. A stack that needs two versions, for example to compare them, is a case for a waiver. The rule has no settings of its own; `apps` limits it to some apps.",
    remediation: "Give every App resource of the same app the same tag.",
    category: "stack",
    severity: "low",
    settings: {},
    evaluate: (apps) => {
        const named = apps.filter(({ name, version }) => name !== "" && version !== "");
        const byName = new Map<string, AppRecord[]>();
        for (const app of named) {
            const same = byName.get(app.name);
            if (same) same.push(app);
            else byName.set(app.name, [app]);
        }
        const names = [...byName.keys()].sort(compareTexts);
        return names.flatMap((name) => {
            const same = byName.get(name) ?? [];
            if (same.length < 2) return [];
            const versions = [...new Set(same.map(({ version }) => version))].sort(compareVersions);
            if (versions.length < 2) return [];
            const tagsOf = (version?: string) => {
                const tags = same.filter((app) => app.version === version).map(({ tag }) => tag);
                return [...new Set(tags)].sort(compareTexts);
            };
            const described = versions.map(
                (version) => `${quote([version])} (${joinCapped(tagsOf(version))})`,
            );
            // The longest of its tags says the most about the version, so that it stays the same.
            const proposed = tagsOf(versions.at(-1)).at(-1) ?? name;
            return [
                {
                    tag: name,
                    field: "version",
                    found: versions,
                    limit: 1,
                    message: `${name} is in the stack in ${versions.length} versions, ${joinCapped(described)}, but the most that is allowed is 1`,
                    fix: `Give every App of ${name} in the stack the same tag, for example ${proposed}`,
                },
            ];
        });
    },
});
