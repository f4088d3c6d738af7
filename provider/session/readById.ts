import type * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError } from "bytenite-core/client";

/**
 * Refuses Pulumi's options that have the engine read a resource by its id. With `id` no policy sees what is read,
 * and with `import` the SDK's dynamic providers break, since the engine gives them no properties to read by.
 *
 * @throws InvalidArgumentError
 */
export function refuseReadById(options: pulumi.CustomResourceOptions): void {
    const option = (["import", "id"] as const).find((name) => options[name] !== undefined);
    if (option === undefined) return;
    throw new InvalidArgumentError(
        `The option ${option} has no use here: an update takes over what is at ByteNite. Take the option out.`,
    );
}
