import type { Gpu } from "bytenite-core/model";
import { judgeFact, notAllowed, UNIDENTIFIED, type Unidentified } from "../../phrases/gpuFact";
import { defineAppRule, type SettingSchema } from "../../contract/rule";
import { quote } from "../../phrases/wording";

interface GpuVendorSettings {
    allow?: string[];
    deny?: string[];
    unidentified: Unidentified;
}

const vendors: Omit<SettingSchema, "description"> = {
    type: "array",
    items: { type: "string", enum: ["nvidia", "amd", "intel"] },
};

export const rule = defineAppRule<GpuVendorSettings>({
    name: "gpu-vendor",
    description: "A ByteNite app may list only GPU models of makers that are allowed.",
    explanation:
        "A container is built for the software of one maker: what needs CUDA doesn't run on AMD's or Intel's cards. ByteNite may choose any entry of the list, so each must be of a maker that `allow` names and `deny` doesn't; `deny` wins. An empty `allow` allows none. A model that is not known, or of which the organisation's catalogue doesn't say the maker, is a finding whenever there is something to judge by, unless `unidentified` is `accept`. An app without a GPU list passes. Without `allow` and `deny` the rule has nothing to judge by.",
    remediation:
        "Remove the GPU models of other makers from device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "medium",
    settings: {
        allow: {
            ...vendors,
            description: "The makers that are allowed. Without it, all are. An empty list: none.",
        },
        deny: {
            ...vendors,
            description: "The makers that are never allowed, whatever `allow` says.",
        },
        unidentified: UNIDENTIFIED,
    },
    needs: ["allow", "deny"],
    idleWhenEmpty: ["deny"],
    evaluate: (app, { allow, deny = [], unidentified }, context) => {
        if (!allow && deny.length === 0) return [];
        return judgeFact(app, context, {
            unidentified,
            isAccepted: ({ vendor }) =>
                vendor === undefined
                    ? undefined
                    : !deny.includes(vendor) && (!allow || allow.includes(vendor)),
            explain: () => ({
                setting: allow ? "allow" : "deny",
                limit: { ...(allow && { allow }), ...(deny.length > 0 && { deny }) },
                describe: describeVendor,
                complaint: (refused) => `${notAllowed(refused)} (${describeMakers(allow, deny)})`,
            }),
        });
    },
});

function describeMakers(allow: string[] | undefined, deny: string[]): string {
    return [
        ...(allow ? [`allowed makers: ${quote(allow)}`] : []),
        ...(deny.length > 0 ? [`denied makers: ${quote(deny)}`] : []),
    ].join("; ");
}

function describeVendor(gpu: Gpu | undefined): string {
    return gpu?.vendor === undefined ? "maker not known" : `made by ${quote([gpu.vendor])}`;
}
