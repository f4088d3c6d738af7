import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { dynamic } from "@pulumi/pulumi";
import type { Change } from "./changedPaths";

/*
 * The engine shows a property that changed with all that is in it: `pulumi preview --diff` of a selection would
 * list each of 400 members. It shows only what changed where the provider tells it the paths, and only then does
 * the option replaceOnChanges find anything. The engine's
 * protocol has them, and the SDK's dynamic providers can't say them, so they are put into the SDK's answer. A SDK
 * that makes its answers in another way sends none, and the engine then shows more.
 */

/** For the answer that is made next: the SDK reads `changes` and puts it into the answer at once. */
let pending: readonly Change[] = [];
let isPatched = false;

/** That something has changed, with the paths of it. @param replaces names of properties that replace the resource */
export function changedBy(paths: readonly Change[], replaces: string[] = []): dynamic.DiffResult {
    patchAnswers();
    return {
        get changes() {
            pending = paths;
            return true;
        },
        replaces,
    };
}

type Answer = InstanceType<typeof DiffResponse>;

function patchAnswers(): void {
    if (isPatched) return;
    isPatched = true;
    const answers: Answer = DiffResponse.prototype;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the answer below
    const { setChanges } = answers;
    answers.setChanges = function (this: Answer, value) {
        const paths = pending;
        pending = [];
        for (const { path, kind } of paths) {
            const diff = new PropertyDiff();
            diff.setKind(PropertyDiff.Kind[kind]);
            diff.setInputdiff(true);
            this.getDetaileddiffMap().set(path, diff);
        }
        if (paths.length > 0) this.setHasdetaileddiff(true);
        return setChanges.call(this, value);
    };
}
