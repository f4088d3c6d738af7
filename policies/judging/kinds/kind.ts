import type { AppSource, Properties } from "../facts";

/** A resource, as the engine shows it or as a state has it. */
export interface ShownResource {
    type: string;
    /** What the program calls it. */
    name: string;
    /** Its inputs; the outputs of a stack. */
    props: Properties;
    /** What its inputs say of facts that the program keeps from changing, where `props` are its outputs. */
    lookedUp?: unknown;
}

/** Resources of one type that are apps, or hold some. */
export interface ResourceKind {
    /** Pulumi's name of the type. */
    type: string;
    /** How a resource is called where it is not known which app it is: "App render". */
    placeOf: (name: string) => string;
    /** Where its apps stand, each fact unread. */
    sourcesOf: (resource: Omit<ShownResource, "type">) => AppSource[];
}
