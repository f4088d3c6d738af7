import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gpuTable } from "./gpuTable";
import { readOverlay } from "./overlay";

writeFileSync(join(__dirname, "../gpu/table.generated.ts"), gpuTable(readOverlay()));
