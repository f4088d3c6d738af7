import type { ErrorCode } from "bytenite-core/client";

/** What an error's code means, and what to do: sentences. */
export interface ErrorExplanation {
    meaning: string;
    remedy: string;
}

type OwnCode =
    | "CODE_GENERATION_REFUSED"
    | "DOCUMENT_INVALID"
    | "FILE_NOT_WRITTEN"
    | "OWN_RULE_FAILED"
    | "OWN_RULE_NOT_SERVED"
    | "RULES_TEST_FAILED"
    | "SETTING_INVALID"
    | "SETTING_UNKNOWN";

/** Those of pulumi-bytenite, which this package does not import. */
type ProviderCode =
    | "NOT_SELECTED"
    | "PROVIDER_NOT_INSTALLED"
    | "RECORD_INVALID"
    | "RECORD_MISSING"
    | "RECORD_STALE"
    | "RECORD_VERSION"
    | "REFUSED"
    | "SELECTION_CHANGED"
    | "SELECTION_COUNT";

/** Every code that an error of these packages has. The compiler, and a test, name those that lack. */
export const ERROR_CODES: Readonly<Record<ErrorCode | OwnCode | ProviderCode, ErrorExplanation>> = {
    BAD_REQUEST: {
        meaning: "ByteNite refuses the request as one that it can't understand.",
        remedy: "The message has ByteNite's own words. Compare the tag with the list of apps at ByteNite.",
    },
    CANCELLED: {
        meaning: "Somebody ended the command before ByteNite had answered.",
        remedy: "Run it again. Nothing was changed.",
    },
    CODE_GENERATION_REFUSED: {
        meaning:
            "Node was started with --disallow-code-generation-from-strings, and the check of a file writes code.",
        remedy: "Start Node without that option; NODE_OPTIONS may have it.",
    },
    DOCUMENT_INVALID: {
        meaning:
            "A file that a person writes can't be used: a rules file, a baseline, a lock file, a test file, a state or an option. Each line of the message names the file, the line, the key, what was found and what is allowed.",
        remedy: "Correct what each line names. `bytenite-policies validate` shows every problem of a rules file.",
    },
    FILE_NOT_WRITTEN: {
        meaning: "A file could not be written. What was there before is as it was.",
        remedy: "The message has the system's reason: make the folder, the permission or the space, and run it again.",
    },
    FORBIDDEN: {
        meaning: "ByteNite knows who asks, and does not let them see this.",
        remedy: "Use the key of somebody who may see the app, or have the app shared with them.",
    },
    INVALID_ARGUMENT: {
        meaning:
            "An argument of a function of pulumi-bytenite can't be used. ByteNite was not asked.",
        remedy: "The message names the argument and what it must be.",
    },
    INVALID_RESPONSE: {
        meaning:
            "ByteNite, or what answers in its place, sent something that its documentation does not describe.",
        remedy: "Look at the endpoint: a proxy or a login page may have answered. Otherwise report it.",
    },
    INVALID_SETTING: {
        meaning:
            "A setting of the client, such as the endpoint or a timeout, can't be used. ByteNite was not asked.",
        remedy: "The message names the setting, where it comes from and what it must be.",
    },
    INVALID_TAG: {
        meaning:
            "A tag is not of the form name, name@major or name@major.minor. ByteNite was not asked.",
        remedy: "Correct the tag, for example img-gen@4.0.",
    },
    LOCK_INVALID: {
        meaning: "The lock file can't be read, or its content is not that of a lock file.",
        remedy: "Restore it from version control, or write it anew.",
    },
    LOCK_MISMATCH: {
        meaning: "An app at ByteNite is not what the lock file says.",
        remedy: "Find out who pushed the app again. If that was meant, update the lock file.",
    },
    LOCK_MISSING: {
        meaning: "A tag is not in the lock file, which is to hold every one.",
        remedy: "Add it by updating the lock file, and commit that.",
    },
    MISSING_CREDENTIALS: {
        meaning: "Neither an API key nor an access token was found. ByteNite was not asked.",
        remedy: "Give one in BYTENITE_API_KEY, in the stack configuration as a secret, or in the credentials file.",
    },
    NOT_FOUND: {
        meaning: "ByteNite has no such app, or it is none that the key may see.",
        remedy: "Compare the tag with the list of apps at ByteNite, and look whose key it is.",
    },
    NOT_SELECTED: {
        meaning: "The program asks a selection for an app that is not in it.",
        remedy: "Name a member as the output tags of the selection has it, or put the tag into its argument tags.",
    },
    OWN_RULE_FAILED: {
        meaning:
            "A rule of the organisation's own could not judge: it throws, or gives what is no finding. Nothing passes then.",
        remedy: "The message names the rule, the app and the module. Correct the module; the tests of the rules run it without a deployment.",
    },
    OWN_RULE_NOT_SERVED: {
        meaning:
            "The rules file names rules of the organisation's own, but the policy pack was made without them.",
        remedy: "Give the pack the list of organisationPolicies as it is, without copying it.",
    },
    PROVIDER_NOT_INSTALLED: {
        meaning:
            "Pulumi's engine can't find pulumi-bytenite from the program's folder. ByteNite was not asked.",
        remedy: "Make pulumi-bytenite a dependency of the project itself: npm install pulumi-bytenite.",
    },
    RATE_LIMITED: {
        meaning: "ByteNite gets too many requests, and still did after all retries.",
        remedy: "Lower bytenite:concurrency, raise bytenite:budget, or run it later.",
    },
    RECORD_INVALID: {
        meaning: "What another stack has in its output is not the record of an app.",
        remedy: "Look whether the name of the output is right, and deploy the other stack again.",
    },
    RECORD_MISSING: {
        meaning: "Another stack has no such output.",
        remedy: "Look at the names of the stack and of the output, and deploy the other stack.",
    },
    RECORD_STALE: {
        meaning: "The record in another stack's output is older than is accepted.",
        remedy: "Run `pulumi up --refresh` in the other stack, or accept an older one.",
    },
    RECORD_VERSION: {
        meaning:
            "The record in another stack's output was written by a version of pulumi-bytenite with another shape.",
        remedy: "Use the same major version in both stacks, and deploy the other stack again.",
    },
    REFUSED: {
        meaning:
            "The program enforces the organisation's rules, and a mandatory one refuses an app.",
        remedy: "Each line of the message names a rule, and says what to change. `bytenite-policies explain RULE` says more.",
    },
    RULES_TEST_FAILED: {
        meaning: "A case of a rules test file came out differently, or no rule runs in any case.",
        remedy: "The message shows for each case what is missing and what is too much. `bytenite-policies test` runs the cases.",
    },
    SELECTION_CHANGED: {
        meaning:
            "Apps have entered a selection or left it, and its onChange is refuse. The stack is as it was.",
        remedy: "Look at the apps that the message names. To take the change over, set onChange to accept for one update.",
    },
    SELECTION_COUNT: {
        meaning: "A selection has more apps than its argument expect allows, or fewer.",
        remedy: "Look at its filters and at the list of apps at ByteNite, or change expect.",
    },
    SERVER_ERROR: {
        meaning: "ByteNite failed, and still did after all retries.",
        remedy: "Run it later. BYTENITE_LOG=debug shows each attempt.",
    },
    SETTING_INVALID: {
        meaning:
            "No rule can judge by this value of a setting, so that the run ends whatever the rule's level is.",
        remedy: "Correct the setting. `bytenite-policies explain RULE` says what it may be.",
    },
    SETTING_UNKNOWN: {
        meaning:
            "Pulumi's own configuration of the policy pack has a setting that the rule does not have.",
        remedy: "Correct its name. `bytenite-policies explain RULE` lists the rule's settings.",
    },
    STATUS_MISMATCH: {
        meaning: "An app does not have the status that requireStatus asks for.",
        remedy: "Activate the app at ByteNite, change requireStatus, or wait longer with waitFor.",
    },
    TIMEOUT: {
        meaning: "No answer arrived in time, and still none did after all retries.",
        remedy: "Look at the network, or raise bytenite:timeout or bytenite:budget.",
    },
    UNAUTHENTICATED: {
        meaning: "ByteNite does not know the key or the access token.",
        remedy: "Make a new key at ByteNite, and look where the one in use comes from.",
    },
    UNREACHABLE: {
        meaning: "No connection to ByteNite could be made: name, address, certificate or proxy.",
        remedy: "The message has the reason. Look at the endpoint, the proxy's variables and caFile.",
    },
};
