import { isProperties, SECRET_SIGNATURE, SIGNATURE_KEY } from "../judging/factReader";

/** What the engine sent, with what secrets hide in their place, as the SDK shows it to policies. */
export function withoutSecrets(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withoutSecrets);
    if (!isProperties(value)) return value;
    if (value[SIGNATURE_KEY] === SECRET_SIGNATURE) return withoutSecrets(value.value);
    return Object.fromEntries(
        Object.entries(value).map(([name, of]) => [name, withoutSecrets(of)]),
    );
}
