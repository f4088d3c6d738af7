import { FollowedFile } from "../followedFile";
import type { Log } from "../followedFile";
import type { Fault } from "./fault";
import { parseFaults, readFaults } from "./faultsDocument";

/** What goes wrong from the next request on. Each edit of a faults file takes the place of all of it. */
export class ActiveFaults {
    private faults: Fault[];
    private ofFile: Fault[] | undefined;
    private readonly file?: FollowedFile<Fault[]>;

    /** @throws DocumentError with all that is wrong with the faults. */
    constructor(from: string | readonly Fault[], log: Log) {
        if (typeof from !== "string") {
            this.faults = readFaults(from);
            return;
        }
        this.file = follow(from, log);
        this.ofFile = this.file.current();
        this.faults = this.ofFile;
    }

    /** They count down in this list. */
    get list(): Fault[] {
        const ofFile = this.file?.current();
        if (ofFile && ofFile !== this.ofFile) {
            this.ofFile = ofFile;
            this.faults = ofFile;
        }
        return this.faults;
    }

    set list(faults: Fault[]) {
        // An edit from before now must not come back later and undo this.
        void this.list;
        this.faults = faults;
    }
}

/** "1 fault" */
export function countFaults({ length }: readonly Fault[]): string {
    return `${length} fault${length === 1 ? "" : "s"}`;
}

function follow(path: string, log: Log): FollowedFile<Fault[]> {
    return new FollowedFile({
        path,
        log,
        parse: (text) => parseFaults(text, path),
        describeReload: (faults) => `faults reloaded: ${countFaults(faults)}`,
        whatStays: "the faults from before this edit stay",
    });
}
