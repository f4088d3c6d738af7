import { appFacts, type AppFacts } from "bytenite-core/model";
import { isMapping } from "../session/mapping";

/** The facts of a member, without what is not stated: an empty text or list, and what is false. */
export type Member = Partial<AppFacts> & Pick<AppFacts, "deviceRequirements">;

/** The members of a selection by the tags that name them, in the order of the tags. */
export type Members = Readonly<Record<string, Member>>;

/** A member as the state has it: a selection of a thousand apps writes each of them twice. */
export function toMember(facts: AppFacts): Member {
    const { deviceRequirements, ...others } = stated({ ...facts });
    return { ...others, deviceRequirements: deviceRequirements ?? {} } as Member;
}

/** All facts of a member. */
export function fromMember(member: Member): AppFacts {
    return appFacts(member);
}

function stated(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(facts).flatMap(([name, value]) => {
            const known = isMapping(value) ? stated(value) : value;
            return isEmpty(known) ? [] : [[name, known]];
        }),
    );
}

function isEmpty(value: unknown): boolean {
    if (value === "" || value === false || value === undefined) return true;
    return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
