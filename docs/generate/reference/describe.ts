import ts from "typescript";

/** The address of a name's description. `undefined`: it has none. */
export type Linker = (name: string) => string | undefined;

const FORMAT =
    ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

/** The part of a page about one export: Markdown with a heading. */
export function describe(checker: ts.TypeChecker, exported: ts.Symbol, link: Linker): string {
    const symbol =
        exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const words = new Words(checker, link);
    return [`## ${exported.name}`, words.docOf(symbol), ...bodyOf(symbol, words)]
        .filter((part) => part !== "")
        .join("\n\n");
}

function bodyOf(symbol: ts.Symbol, words: Words): string[] {
    if (symbol.flags & ts.SymbolFlags.Class) return classBody(symbol, words);
    if (symbol.flags & ts.SymbolFlags.Function) {
        return words.callsOf(symbol).flatMap((call) => words.signature(symbol.name, call));
    }
    if (symbol.flags & ts.SymbolFlags.Variable) return [];
    const type = words.checker.getDeclaredTypeOfSymbol(symbol);
    if (type.isUnion()) return [words.union(type)];
    const calls = type.getCallSignatures();
    if (calls.length > 0) return calls.flatMap((call) => words.signature(symbol.name, call));
    return [words.table(words.ownProperties(type))];
}

function classBody(symbol: ts.Symbol, words: Words): string[] {
    const { checker } = words;
    const statics = checker.getTypeOfSymbol(symbol);
    const instance = checker.getDeclaredTypeOfSymbol(symbol);
    const members = words.ownProperties(instance);
    const isMethod = (member: ts.Symbol) => (member.flags & ts.SymbolFlags.Method) !== 0;
    const fields = members.filter((member) => !isMethod(member));
    const methods = [
        ...members.filter(isMethod).map((member) => [lowerFirst(symbol.name), member] as const),
        ...words
            .ownProperties(statics)
            .filter(isMethod)
            .map((member) => [symbol.name, member] as const),
    ];
    return [
        ...statics
            .getConstructSignatures()
            .flatMap((call) => words.signature(`new ${symbol.name}`, call, false)),
        ...(fields.length > 0 ? [words.table(fields)] : []),
        ...methods.flatMap(([owner, method]) => [
            `### ${owner}.${method.name}`,
            words.docOf(method),
            ...words
                .callsOf(method)
                .flatMap((call) => words.signature(`${owner}.${method.name}`, call)),
        ]),
    ];
}

/** Types and docstrings as Markdown. */
class Words {
    constructor(
        readonly checker: ts.TypeChecker,
        private readonly link: Linker,
    ) {}

    /** What our own sources declare and show: not what a resource has of Pulumi's, or an error of JavaScript's. */
    ownProperties(type: ts.Type): ts.Symbol[] {
        return type.getProperties().filter(({ name, declarations = [] }) => {
            const isOurs = declarations.every(
                (declaration) => !declaration.getSourceFile().fileName.includes("/node_modules/"),
            );
            return isOurs && !/^(#|__|prototype$)/.test(name);
        });
    }

    callsOf(symbol: ts.Symbol): readonly ts.Signature[] {
        return this.checker.getTypeOfSymbol(symbol).getCallSignatures();
    }

    /** Of a class and an interface of one name, the class's. */
    docOf(symbol: ts.Symbol): string {
        const own = symbol.flags & ts.SymbolFlags.Class ? symbol.valueDeclaration : undefined;
        const comments = own ? ts.getJSDocCommentsAndTags(own).filter(ts.isJSDoc) : [];
        const text = own
            ? comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join("\n\n")
            : ts.displayPartsToString(symbol.getDocumentationComment(this.checker));
        return asMarkdown(text);
    }

    signature(name: string, call: ts.Signature, withResult = true): string[] {
        const parameters = call.getParameters().map((parameter) => {
            const declaration = parameter.valueDeclaration as ts.ParameterDeclaration | undefined;
            const mayBeAbsent =
                (declaration?.questionToken ?? declaration?.initializer) !== undefined;
            return `${parameter.name}${mayBeAbsent ? "?" : ""}: ${this.text(parameter, mayBeAbsent)}`;
        });
        const result = asPulumiNames(
            this.checker.typeToString(call.getReturnType(), undefined, FORMAT),
        );
        const tags = call.getJsDocTags().flatMap(({ name: tag, text }) => {
            const said = asMarkdown(ts.displayPartsToString(text));
            if (tag === "throws") return [`Throws ${said}`];
            return tag === "param" ? [`- ${said.replace(/^(\S+)/, "`$1`:")}`] : [];
        });
        const line = `\`${name}(${parameters.join(", ")})${withResult ? `: ${result}` : ""}\``;
        return [line, ...tags];
    }

    union(type: ts.UnionType): string {
        const values = type.types.map((one) => `\`${this.checker.typeToString(one)}\``);
        return `One of ${values.join(", ")}.`;
    }

    table(properties: readonly ts.Symbol[]): string {
        const rows = properties.map((property) => {
            const cells = [
                `\`${property.name}${isOptional(property) ? "?" : ""}\``,
                this.typeCell(property),
                defaultOf(property, this.checker),
                cell(this.docOf(property)),
            ];
            return `| ${cells.join(" | ")} |`;
        });
        return ["| name | type | default | meaning |", "| --- | --- | --- | --- |", ...rows].join(
            "\n",
        );
    }

    private typeCell(property: ts.Symbol): string {
        const text = this.text(property);
        const known = [...text.matchAll(/\w+/g)].flatMap(([word]) => this.link(word) ?? []);
        const code = cell(`\`${text}\``);
        return known.length > 0 ? `[${code}](${known[0]})` : code;
    }

    private text(symbol: ts.Symbol, mayBeAbsent = isOptional(symbol)): string {
        const type = this.checker.getTypeOfSymbol(symbol);
        const shown = mayBeAbsent ? this.checker.getNonNullableType(type) : type;
        return asPulumiNames(this.checker.typeToString(shown, undefined, FORMAT));
    }
}

function isOptional(property: ts.Symbol): boolean {
    return (property.flags & ts.SymbolFlags.Optional) !== 0;
}

/** The compiler shows what the SDK's aliases stand for where they have gone through another type. */
function asPulumiNames(type: string): string {
    return type
        .replaceAll("pulumi.", "")
        .replaceAll("OutputInstance<", "Output<")
        .replaceAll(
            /(\w+) \| Promise<\1(?: \| undefined)?> \| Output<\1(?: \| undefined)?>/g,
            "Input<$1>",
        );
}

function defaultOf(property: ts.Symbol, checker: ts.TypeChecker): string {
    const tag = property.getJsDocTags(checker).find(({ name }) => name === "default");
    if (!tag) return "";
    const text = ts.displayPartsToString(tag.text);
    return /^["\d]|^(true|false)$/.test(text) ? `\`${text}\`` : cell(text);
}

/** Lines of a docstring as one paragraph each, and nothing that would be an element. */
function asMarkdown(text: string): string {
    return text
        .split(/\n{2,}/)
        .map((paragraph) => paragraph.replaceAll(/\s*\n\s*/g, " "))
        .join("\n\n")
        .replaceAll(/`[^`]*`|</g, (found) => (found === "<" ? "\\<" : found));
}

function cell(text: string): string {
    return text.replaceAll("\n\n", " ").replaceAll("|", "\\|");
}

function lowerFirst(text: string): string {
    return text.charAt(0).toLowerCase() + text.slice(1);
}
