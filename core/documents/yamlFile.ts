import type { DocumentOptions } from "./documentOptions";
import { readTextFile } from "./textFile";
import type { TextFileOptions } from "./textFile";
import { parseYaml } from "./yamlText";
import type { YamlDocument } from "./yamlText";

export type YamlFileOptions = DocumentOptions & TextFileOptions;

/**
 * The value that a YAML (or JSON) file describes, not yet validated.
 * @throws DocumentError for a file that can't be read, isn't YAML, or is beyond the limits.
 */
export function readYamlFile(path: string, options: YamlFileOptions): YamlDocument {
    return parseYaml(readTextFile(path, options), options.shownAs ?? path, options);
}
