import { FollowedFile } from "../followedFile";
import type { Log } from "../followedFile";
import type { Settings } from "../options";
import type { Fault } from "./fault";
import { parseFaults, readFaults } from "./faultsDocument";

/** What goes wrong from the next request on. Each edit of a faults file takes the place of all of it. */
export class ActiveFaults {
    private faults: Fault[];
    private ofFile: Fault[] | undefined;
    private readonly file?: FollowedFile<Fault[]>;

    /** @throws DocumentError with all that is wrong with the faults. */
    constructor(private readonly settings: Pick<Settings, "faults" | "apiKeys" | "log">) {
        const { faults: from, apiKeys, log } = settings;
        if (typeof from !== "string") {
            this.faults = readFaults(from, apiKeys);
            return;
        }
        this.file = follow(from, apiKeys, log);
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

    /**
     * Plays copies of these from now on.
     * @throws DocumentError with all that is wrong with them.
     */
    set(faults: readonly Fault[]): void {
        this.replace(readFaults(faults, this.settings.apiKeys));
    }

    /**
     * Plays from now on what a text describes as a faults file does.
     * @throws DocumentError with all that is wrong with it.
     */
    setText(text: string, shownAs: string): void {
        this.replace(parseFaults(text, shownAs, this.settings.apiKeys));
    }

    private replace(faults: Fault[]): void {
        // An edit from before now must not come back later and undo this.
        void this.list;
        this.faults = faults;
    }
}

/** "1 fault" */
export function countFaults({ length }: readonly Fault[]): string {
    return `${length} fault${length === 1 ? "" : "s"}`;
}

function follow(path: string, apiKeys: readonly string[], log: Log): FollowedFile<Fault[]> {
    return new FollowedFile({
        path,
        log,
        parse: (text) => parseFaults(text, path, apiKeys),
        describeReload: (faults) => `faults reloaded: ${countFaults(faults)}`,
        whatStays: "the faults from before this edit stay",
    });
}
