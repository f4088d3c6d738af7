/** A page of the reference: names of what packages export, in order. */
export interface ReferencePage {
    file: string;
    title: string;
    introduction: string;
    /** Source of the package's entry, and the name that programs import. */
    entry: string;
    module: string;
    names: readonly string[];
}

const PROVIDER = { entry: "provider/index.ts", module: "pulumi-bytenite" };

/** Every name that pulumi-bytenite exports is on one of them. */
export const REFERENCE_PAGES: readonly ReferencePage[] = [
    {
        ...PROVIDER,
        file: "resources.md",
        title: "Resources",
        introduction:
            "The state has these, policies judge them, and a preview shows what has changed. Which of them to take: [App or AppSelection](../selections.md).",
        names: [
            ...["App", "AppArgs", "AppOptions", "RecordOptions"],
            ...["AppSelection", "AppSelectionArgs", "ExpectedCount", "OnChange"],
            ...["Totals", "totalsOf", "AppForPolicies"],
        ],
    },
    {
        ...PROVIDER,
        file: "data-sources.md",
        title: "Data sources",
        introduction:
            "They look apps up and leave nothing in the state. Policies judge the apps that become stack outputs. An `…Output` form takes arguments that are outputs of other resources.",
        names: [
            ...["getApp", "getAppOutput", "GetAppArgs", "GetAppResult"],
            ...["StatusRequirement", "RegistryCredentials"],
            ...["getApps", "getAppsOutput", "GetAppsArgs"],
            ...["getAppStatus", "getAppStatusOutput", "GetAppStatusArgs", "AppStatus"],
            ...["DataSourceOptions", "readApp", "ReadAppOptions"],
        ],
    },
    {
        ...PROVIDER,
        file: "facts.md",
        title: "Facts of an app",
        introduction:
            "What is known about one version of an app. An `App` has each fact as an output, and a record has all of them as one value.",
        names: ["AppFacts", "DeviceRequirements", "PlatformConfig", "AppRecord"],
    },
    {
        ...PROVIDER,
        file: "settings.md",
        title: "Settings",
        introduction:
            "How to reach ByteNite, given by a program. Where else a setting may stand, and which place wins: [configuration and credentials](../configuration.md).",
        names: ["Settings"],
    },
    {
        ...PROVIDER,
        file: "failures.md",
        title: "Failures and checks",
        introduction: "What programs can do about a look-up that failed.",
        names: ["LookUpError", "ErrorCode", "checkLookUps", "LookUpCheck", "Refusal"],
    },
    {
        entry: "provider/testing.ts",
        module: "pulumi-bytenite/testing",
        file: "testing.md",
        title: "Unit tests",
        introduction:
            "For tests of a program under `pulumi.runtime.setMocks`, without a server: [an example](../unit-tests.md).",
        names: ["useTestCatalogue", "TestApp"],
    },
];
