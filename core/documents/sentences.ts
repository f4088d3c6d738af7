import type { ErrorObject } from "ajv";
import { closest } from "./closest";
import { describeValue } from "./describeValue";
import { Expectation, listed, UNKNOWN } from "./expectation";
import { SchemaNames } from "./jsonSchema";
import type { JsonSchema } from "./jsonSchema";
import { alternativesOf, type AlternativesParams, type RepeatsParams } from "./keywordErrors";
import type { Origin } from "./origin";
import { showPath } from "./path";
import type { Path } from "./path";
import { quote } from "./showText";

const FEW_KEYS = 15;
const NUMBER_AND_UNIT = /^(\d+(?:[.,]\d+)?) ?([a-z]{0,3})$/i;
// Of one list, and more than anyone reads.
const MOST_REPEATS = 1000;

/** What is wrong at one place of a document. */
export interface Problem {
    path: Path;
    /** The key of the value at the path that is meant, rather than that value. */
    key?: string;
    sentence: string;
}

/** Makes sentences of a schema's errors. */
export class Sentences {
    private readonly names: SchemaNames;
    private readonly expectation: Expectation;
    private readonly secretKeys: ReadonlySet<string>;

    constructor(
        root: object,
        private readonly noun: string,
        secretKeys: readonly string[],
    ) {
        this.names = new SchemaNames(root);
        this.expectation = new Expectation(this.names);
        this.secretKeys = new Set(secretKeys);
    }

    /** @param path Where the error's value is. */
    of(error: ErrorObject, path: Path, origin: Origin): Problem[] {
        const place = showPath(path, this.noun);
        const { params, keyword, propertyName } = error;
        if (propertyName !== undefined) return [this.keyName(error, propertyName, path, place)];
        const at = (sentence: string) => [{ path, sentence: `${place} ${sentence}` }];
        switch (keyword) {
            case "additionalProperties":
                return [this.unknownKey(error, path, place)];
            case "required":
                return at(`has no ${String(params.missingProperty)}`);
            case "dependencies":
            case "dependentRequired":
                return at(`has ${String(params.property)}, which needs ${String(params.deps)}`);
            case "uniqueItems":
                return this.repeats(error, path);
            case "false schema":
                return at("can't be given here");
            case "anyOf":
            case "oneOf":
                return at(this.noAlternative(error, path, origin));
            default:
                return at(this.mustBe(error, this.expected(error), path, origin));
        }
    }

    private expected(error: ErrorObject): string {
        const schema = error.parentSchema as JsonSchema;
        const phrase = this.expectation.of(schema);
        const own = /^must be (.+)$/.exec(error.message ?? "")?.[1];
        return phrase === UNKNOWN ? (own ?? phrase) : phrase;
    }

    private mustBe(error: ErrorObject, expected: string, path: Path, origin: Origin): string {
        const isSecret = this.isSecret(path);
        const schema = error.parentSchema as JsonSchema;
        const source = origin.sourceOf(path);
        const found = describeValue({ value: error.data, source, isSecret }, schema);
        const near = isSecret ? undefined : this.nearConstant(error.data, schema);
        const number = isSecret ? undefined : meantNumber(error.data, schema);
        const advice = near === undefined ? "" : `; did you mean ${quote(near)}?`;
        return `must be ${expected}, found ${found}${advice}${number ?? ""}`;
    }

    private noAlternative(error: ErrorObject, path: Path, origin: Origin): string {
        const { fitting } = alternativesOf(error) as AlternativesParams;
        const schemas = error.schema as JsonSchema[];
        const keys = schemas.map(onlyRequired);
        if (keys.every((alternative) => alternative !== undefined)) {
            const either = error.keyword === "oneOf" ? "either " : "";
            return `must have ${either}${listed(keys, "or")}`;
        }
        const { title } = error.parentSchema as JsonSchema;
        const expected = title ?? this.expectation.ofAny(schemas);
        return this.mustBe(error, fitting > 1 ? `only one of ${expected}` : expected, path, origin);
    }

    private unknownKey(error: ErrorObject, path: Path, place: string): Problem {
        const key = String(error.params.additionalProperty);
        if (this.isSecret(path)) return { path, key, sentence: `${place} has an unknown key` };
        const known = Object.keys((error.parentSchema as JsonSchema).properties ?? {});
        const near = closest(key, known);
        const all = known.length === 0 ? "it can't have any" : `known are ${known.join(", ")}`;
        const few = known.length <= FEW_KEYS ? ` (${all})` : "";
        const above = this.emptyKeyAbove(error, key);
        const advice =
            near !== undefined
                ? `did you mean ${quote(near)}?${few}`
                : above !== undefined
                  ? `if it belongs to ${quote(above)} above, indent it by more spaces`
                  : all;
        return { path, key, sentence: `${place} has the unknown key ${quote(key)}; ${advice}` };
    }

    /** The key above an unknown one that has nothing, and may have it: its lines are not indented. */
    private emptyKeyAbove({ data, parentSchema }: ErrorObject, key: string): string | undefined {
        const entries = Object.entries(data as Record<string, unknown>);
        const at = entries.findIndex(([each]) => each === key);
        const known = (parentSchema as JsonSchema).properties ?? {};
        const [above] = entries.slice(0, at).findLast(([each]) => Object.hasOwn(known, each)) ?? [];
        if (above === undefined || (data as Record<string, unknown>)[above] !== null)
            return undefined;
        return this.mayHave(known[above] as JsonSchema, key) ? above : undefined;
    }

    private mayHave(schema: JsonSchema, key: string): boolean {
        const { properties = {}, anyOf = [], oneOf = [] } = this.names.resolve(schema);
        return (
            Object.hasOwn(properties, key) ||
            [...anyOf, ...oneOf].some((each) => this.mayHave(each, key))
        );
    }

    private keyName(error: ErrorObject, key: string, path: Path, place: string): Problem {
        if (this.isSecret(path)) return { path, key, sentence: `${place} has an unknown key` };
        const near = this.nearConstant(key, error.parentSchema as JsonSchema);
        const advice = near === undefined ? "" : `; did you mean ${quote(near)}?`;
        const sentence = `${place} has the key ${quote(key)}, which must be ${this.expected(error)}`;
        return { path, key, sentence: sentence + advice };
    }

    private repeats(error: ErrorObject, path: Path): Problem[] {
        const { repeats } = error.params as RepeatsParams;
        const items = error.data as unknown[];
        return repeats.slice(0, MOST_REPEATS).map(({ index, first }) => {
            const value = items[index];
            const isShown = typeof value === "string" && !this.isSecret(path);
            const found = isShown ? `, ${quote(value)}` : "";
            const [place, firstPlace] = [index, first].map((step) =>
                showPath([...path, step], this.noun),
            );
            const sentence = `${place} is the same as ${firstPlace}${found}`;
            return { path: [...path, index], sentence };
        });
    }

    private nearConstant(value: unknown, schema: JsonSchema): string | undefined {
        if (typeof value !== "string") return undefined;
        const near = closest(value, this.constants(schema));
        return near === value ? undefined : near;
    }

    private constants(schema: JsonSchema): string[] {
        const {
            enum: values = [],
            const: value,
            anyOf = [],
            oneOf = [],
        } = this.names.resolve(schema);
        const own = [...values, value];
        const alternatives = [...anyOf, ...oneOf].map((each) => this.names.resolve(each));
        const theirs = alternatives.flatMap((each) => [...(each.enum ?? []), each.const]);
        return [...own, ...theirs].filter((constant) => typeof constant === "string");
    }

    private isSecret(path: Path): boolean {
        return path.some((step) => this.secretKeys.has(String(step)));
    }
}

/** What to write in place of a text that was meant as a number: "4", "4,5" or "4GB". */
function meantNumber(
    value: unknown,
    { type, minimum = -Infinity }: JsonSchema,
): string | undefined {
    const isNumber =
        ![type].flat().includes("string") &&
        [type].flat().some((each) => each === "number" || each === "integer");
    const parts = typeof value === "string" && isNumber ? NUMBER_AND_UNIT.exec(value.trim()) : null;
    if (!parts) return undefined;
    const [, digits = "", unit] = parts;
    const number = Number(digits.replace(",", "."));
    if (number < minimum) return undefined;
    return unit === "" ? `; write ${number}` : "; write the number alone, without a unit";
}

function onlyRequired(schema: JsonSchema): string | undefined {
    const { required, ...rest } = schema;
    return required && Object.keys(rest).length === 0 ? listed(required, "and") : undefined;
}
