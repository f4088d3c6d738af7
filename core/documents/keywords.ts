import { _ } from "ajv";
import type { Ajv, CodeKeywordDefinition, KeywordCxt } from "ajv";
import names from "ajv/dist/compile/names";
import type { RepeatsParams } from "./keywordErrors";

/** Gives ajv's keywords errors from which a sentence can be made, and a time that isn't quadratic. */
export function redefineKeywords(ajv: Ajv): void {
    for (const definition of [alternatives("anyOf"), alternatives("oneOf"), uniqueItems]) {
        ajv.removeKeyword(String(definition.keyword));
        ajv.addKeyword(definition);
    }
}

/**
 * Makes the code that ajv writes for a schema append the errors of each reference to those before. It writes
 * code that copies all of them each time, so that a list with many wrong items would take hours.
 */
export function appendErrors(code: string): string {
    return code.replace(
        /vErrors\.concat\((\w+\.errors)\)/g,
        "$1.reduce((all, error) => (all.push(error), all), vErrors)",
    );
}

function alternatives(keyword: "anyOf" | "oneOf"): CodeKeywordDefinition {
    return {
        keyword,
        schemaType: "array",
        trackErrors: true,
        error: {
            message: "must fit an alternative",
            params: ({ params }) => _`{counts: ${params.counts}, fitting: ${params.fitting}}`,
        },
        code(context: KeywordCxt) {
            const { gen } = context;
            const counts = gen.const("counts", _`[]`);
            const fitting = gen.let("fitting", 0);
            const fits = gen.name("fits");
            (context.schema as unknown[]).forEach((_schema, index) => {
                const before = gen.const("before", names.errors);
                context.subschema({ keyword, schemaProp: index, compositeRule: true }, fits);
                gen.if(fits, () => gen.code(_`${fitting}++`));
                gen.code(_`${counts}.push(${names.errors} - ${before})`);
            });
            context.setParams({ counts, fitting });
            context.result(
                keyword === "anyOf" ? _`${fitting} > 0` : _`${fitting} === 1`,
                () => context.reset(),
                () => context.error(true),
            );
        },
    };
}

const uniqueItems: CodeKeywordDefinition = {
    keyword: "uniqueItems",
    type: "array",
    schemaType: "boolean",
    error: {
        message: "must not repeat items",
        params: ({ params }) => _`{repeats: ${params.repeats}}`,
    },
    code(context: KeywordCxt) {
        if (context.schema !== true) return;
        const { gen, data } = context;
        const find = gen.scopeValue("func", { ref: findRepeats });
        const repeats = gen.const("repeats", _`${find}(${data})`);
        context.setParams({ repeats });
        context.fail(_`${repeats}.length > 0`);
    },
};

function findRepeats(items: readonly unknown[]): RepeatsParams["repeats"] {
    const seen = new Map<string, number>();
    return items.flatMap((item, index) => {
        const identity = JSON.stringify(item, withSortedKeys) ?? String(item);
        const first = seen.get(identity);
        if (first !== undefined) return [{ index, first }];
        seen.set(identity, index);
        return [];
    });
}

function withSortedKeys(_key: string, value: unknown): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
        Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)),
    );
}
