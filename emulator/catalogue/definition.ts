import type { ApiDeviceRequirements, ApiPlatformConfig } from "bytenite-core/model";
import type { WireApp } from "./wireApp";

type SpelledOut = "name" | "version" | "deviceRequirements" | "platformConfig";

/**
 * What a catalogue may say about an app or about one of its versions. Names and meanings are those of
 * ByteNite's schema appApp; catalogue.schema.json checks the values. What is left out has the default
 * that is given here, or else is unset. An explicit null means that ByteNite would have nothing to send.
 */
export interface AppFields extends Partial<Omit<WireApp, SpelledOut>> {
    /** UUID. Default: derived from name and version, so that it stays the same. */
    id?: string;
    /** Default: active. */
    status?: string;
    /** Default: "". */
    description?: string;
    /** Default: emulator. */
    userName?: string;
    /** Default: a UUID that is derived from `userName`. */
    owner?: string;
    /** Default: false. */
    isPublic?: boolean;
    /** Default: docker. */
    platform?: string;
    /** Default: main.py. */
    entrypoint?: string;
    /** Default: "". */
    link?: string;
    /** Base64. Default: SHA-256 of what a push would upload, so that an edit of it changes the hash. */
    hash?: string;
    /** Decimal digits. Default: "1". An edit of the catalogue doesn't change it. */
    revision?: string;
    /** RFC 3339 in UTC, served with the very digits that are given. Default: the beginning of 2025. */
    createdAt?: string | null;
    /** Like `createdAt`, which is its default. An edit of the catalogue doesn't change it. */
    updatedAt?: string | null;
    /** vCPUs, GB and GPU models. Default: null. */
    deviceRequirements?: ApiDeviceRequirements | null;
    /** The container image and what belongs to it. Default: null. */
    platformConfig?: ApiPlatformConfig | null;
}

/** One version of an app. What it leaves out is what the app says. */
export interface VersionDefinition extends AppFields {
    /** major.minor. In YAML it takes quotes, since 1.10 without them is the number 1.1. */
    version: string;
}

/** An app with either one `version` or a list of `versions`. */
export interface AppDefinition extends AppFields {
    /** Letters, digits, dash and underscore, at most 64. */
    name: string;
    /** major.minor of an app that has this version only. */
    version?: string;
    /** The versions. The other fields of the app are their defaults. */
    versions?: VersionDefinition[];
}

/** What the emulator serves: the structure of a catalogue file, invented for this emulator. */
export interface CatalogueDefinition {
    /** Also the order of GET /apps if no other one is asked for. */
    apps: AppDefinition[];
}
