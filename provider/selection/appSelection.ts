import * as pulumi from "@pulumi/pulumi";
import {
    compareTexts,
    showMany,
    showText,
    toAppRecord,
    type AppFacts,
    type AppRecord,
} from "bytenite-core/model";
import type { AppOptions, RecordOptions } from "../app/app";
import { connectLater, type Connection } from "../session/connection";
import { completeOnlyWithoutErrors } from "../session/deployment";
import { refuseRecordOptions } from "../session/recordOptions";
import { givenOptions, refuseSettingsAmongOptions } from "../session/givenSettings";
import { LookUpError } from "../session/lookUpError";
import { ofSelection } from "../session/lookUpName";
import { programReport } from "../session/lookUpReport";
import { requireProvider } from "../session/providerInstalled";
import { refuseReadById } from "../session/readById";
import { readTime, standInWarning } from "../session/standIn";
import { distinctApps } from "./identity";
import { packLookedUp } from "./lookedUp";
import { fromMember, type Members } from "./member";
import { asksForList, selectMembers } from "./select";
import { readSelectionArgs, type AppSelectionArgs } from "./selectionArgs";
import type { SelectionInputs } from "./selectionInputs";
import { totalsOf, type Totals } from "./totals";

/** Pulumi's name of the type. */
export const APP_SELECTION_RESOURCE_TYPE = "pulumi-nodejs:dynamic/bytenite:AppSelection";

/** What the state stores as the resource's provider: a contract, as that of `App` is. It must never change. */
const SERIALIZED_SELECTION_PROVIDER =
    'exports.handler = () => require("pulumi-bytenite/selection");';

/**
 * The apps that some filters find, and those that some tags name, as one resource: what enters the selection,
 * leaves it, or changes in it shows in a preview. Reads only: deleting one leaves ByteNite as it is.
 *
 * Take an `App` for something that the stack depends on by name, and a selection for what it watches: a thousand
 * apps in one are one step of an update.
 */
export class AppSelection extends pulumi.CustomResource {
    /** What `validateResourceOfType` matches resources by. */
    static readonly __pulumiType = APP_SELECTION_RESOURCE_TYPE;

    /** The facts of each member, by the tag that was asked for, else by name@version, in the order of these. */
    declare readonly apps: pulumi.Output<Record<string, AppFacts>>;
    /** The keys of `apps`. */
    declare readonly tags: pulumi.Output<string[]>;
    /** How many members there are. */
    declare readonly count: pulumi.Output<number>;
    /** What the members ask for together. An app that two tags name counts once. */
    declare readonly totals: pulumi.Output<Totals>;
    /** Base URL of the API that the apps were read from. */
    declare readonly endpoint: pulumi.Output<string>;

    // Not a property, which would be an output of a stack that exports the resource.
    readonly #connect: () => Connection;
    readonly #name: string;

    constructor(name: string, args: AppSelectionArgs = {}, opts: AppOptions = {}) {
        const { settings, ...resourceOptions } = givenOptions(opts);
        const connect = connectLater(settings);
        const properties = toProperties(name, args, opts, connect);
        super(APP_SELECTION_RESOURCE_TYPE, name, properties, resourceOptions);
        this.#connect = connect;
        this.#name = name;
        // As of an App.
        delete (this as { lookedUp?: unknown }).lookedUp;
        const members = (this as unknown as { apps: pulumi.Output<Members> }).apps;
        const apps = members.apply((known) =>
            Object.fromEntries(
                // The engine does not keep the order of keys.
                Object.entries(known)
                    .sort(([one], [other]) => compareTexts(one, other))
                    .map(([tag, member]) => [tag, fromMember(member)]),
            ),
        );
        Object.assign(this, {
            apps,
            tags: apps.apply((known) => Object.keys(known)),
            count: apps.apply((known) => Object.keys(known).length),
            totals: apps.apply((known) => totalsOf(distinctApps(Object.values(known)))),
        });
    }

    /** Each member's record by its key in `apps`, to export for other stacks, which read one with `readApp`. */
    records(options: RecordOptions = {}): pulumi.Output<Record<string, AppRecord>> {
        return this.apps.apply((apps) =>
            Object.fromEntries(
                Object.entries(apps).map(([tag, facts]) => [
                    tag,
                    this.#toRecord(tag, facts, options),
                ]),
            ),
        );
    }

    /** The record of one member. @param tag its key in `apps`. What is no member fails the deployment. */
    app(tag: string, options: RecordOptions = {}): pulumi.Output<AppRecord> {
        return this.apps.apply((apps) => {
            const facts = Object.hasOwn(apps, tag) ? apps[tag] : undefined;
            if (facts) return this.#toRecord(tag, facts, options);
            const members = Object.keys(apps);
            completeOnlyWithoutErrors();
            throw new LookUpError(
                `AppSelection ${showText(this.#name)}: ${showText(tag)} is not in the selection${members.length > 0 ? `, which has ${showMany(members)}` : ", which is empty"}. ` +
                    "Name a member as the output tags has it, or put the tag into the argument tags.",
                "NOT_SELECTED",
            );
        });
    }

    #toRecord(tag: string, facts: AppFacts, options: RecordOptions): AppRecord {
        refuseRecordOptions(options);
        const { includeReadTime } = options;
        return { ...toAppRecord(tag, facts), ...(includeReadTime && readTime(this.#connect)) };
    }
}

function toProperties(
    name: string,
    args: AppSelectionArgs,
    opts: AppOptions,
    connect: () => Connection,
): pulumi.Inputs {
    const select = async (given: unknown): Promise<SelectionInputs> => {
        const known = readSelectionArgs(given);
        refuseSettingsAmongOptions(opts);
        refuseReadById(opts);
        requireProvider(process.cwd());
        const { endpoint, apps } = connect();
        const members = await selectMembers(apps, known.select, known.expect);
        const subject = `AppSelection ${showText(name)}`;
        const warning = asksForList(known.select) ? standInWarning(subject, apps) : undefined;
        if (warning !== undefined) void pulumi.log.warn(warning);
        if (Object.keys(members).length === 0) {
            void pulumi.log.warn(
                `${subject} selects no app. Where that is a mistake, expect: { minimum: 1 } makes it a failure.`,
            );
        }
        return { resourceName: name, ...known, endpoint, apps: members };
    };
    const toRecords = ({ apps }: SelectionInputs) =>
        Object.entries(apps).map(([tag, member]) => toAppRecord(tag, fromMember(member)));
    const found = pulumi
        .output(args)
        .apply((given) => programReport().run(ofSelection(name), () => select(given), toRecords));
    const part = <Name extends keyof SelectionInputs>(key: Name) =>
        found.apply((inputs) => inputs[key]);
    return {
        resourceName: name,
        select: part("select"),
        expect: part("expect"),
        onChange: part("onChange"),
        endpoint: part("endpoint"),
        apps: part("apps"),
        lookedUp: found.apply(packLookedUp),
        __provider: SERIALIZED_SELECTION_PROVIDER,
    };
}
