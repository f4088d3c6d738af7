#!/usr/bin/env bash
# Runs `pulumi preview` or `pulumi up` under the rules, and fails unless apps were judged.
#
#   bash ci/pulumi.sh preview STACK
#   bash ci/pulumi.sh up STACK
#
# The reports of the run go into the folder reports/STACK.
set -euo pipefail
command=$1
stack=$2
reports=reports/${stack##*/}

fail() {
    if [ "${GITHUB_ACTIONS:-}" = true ]; then
        echo "::error title=ByteNite policies::$1"
    else
        echo "ByteNite policies: $1" >&2
    fi
}

# Nothing of an earlier run may be taken for this one's. The policy pack replaces the comment when it has judged.
rm -rf reports
mkdir -p "$reports"
marker="<!-- bytenite-policies: $(sed -n 's/^name: *//p' Pulumi.yaml)/${stack##*/} -->"
cat >"$reports/comment.md" <<END
$marker

### ❌ ByteNite policies: nothing was judged

\`pulumi $command\` of the stack $stack ended before its apps were judged. The log says why.
END

status=0
if [ -z "${BYTENITE_API_KEY:-}" ]; then
    fail "The secret BYTENITE_API_KEY is not there, so no app can be judged. A pull request of a fork gets no secrets: read its change, and push it to a branch of this repository."
    status=1
else
    export BYTENITE_RULES_FILE=bytenite.rules.yaml # A file that is named must be there.
    BYTENITE_REPORT=json=$reports/bytenite.json,markdown=$reports/comment.md,html=$reports/bytenite.html
    BYTENITE_REPORT+=,sarif=$reports/bytenite.sarif,junit=$reports/bytenite.xml,github=$reports/annotations.txt
    export BYTENITE_REPORT
    # GitHub obeys commands in a log, and names of apps stand in it.
    token=$(node -p 'crypto.randomUUID()')
    [ "${GITHUB_ACTIONS:-}" != true ] || echo "::stop-commands::$token"
    options=(--stack "$stack")
    [ "$command" = preview ] || options+=(--yes)
    pulumi "$command" "${options[@]}" \
        --policy-pack node_modules/pulumi-bytenite-policies \
        --non-interactive --suppress-progress --suppress-outputs 2>&1 | tee "$reports/log.txt" || status=$?
    [ "${GITHUB_ACTIONS:-}" != true ] || echo "::$token::"
fi

# The rules may have nothing against a run that fails all the same.
other=
if [ "$status" -ne 0 ] && [ -f "$reports/bytenite.json" ] && ! node -e '
    const { findings } = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
    process.exit(findings.some(({ enforcementLevel }) => enforcementLevel === "mandatory") ? 0 : 1);
' "$reports/bytenite.json"; then
    other="**\`pulumi $command\` of the stack $stack failed for a reason other than the rules. The log says which.**"
fi

# The line that finds the comment is the same whether apps were judged or not. The pack's names the organisation, too.
{
    echo "$marker"
    [ -z "$other" ] || printf '\n%s\n' "$other"
    tail -n +2 "$reports/comment.md"
} >"$reports/comment.new"
mv "$reports/comment.new" "$reports/comment.md"
if [ "${GITHUB_ACTIONS:-}" = true ]; then
    [ ! -f "$reports/annotations.txt" ] || cat "$reports/annotations.txt"
    cat "$reports/comment.md" >>"$GITHUB_STEP_SUMMARY"
fi

# A stack without apps passes, and so does a run in which the pack did not report.
reason="Nothing was judged: the run ended without a report of the policy pack."
if [ -f "$reports/bytenite.json" ]; then
    reason=$(node -p 'JSON.parse(fs.readFileSync(process.argv[1], "utf8")).emptiness ?? ""' "$reports/bytenite.json")
fi
if [ -n "$reason" ]; then
    rm -f "$reports/bytenite.sarif" # Without a finding in it, it would close every alert.
    if [ "$status" -eq 0 ]; then
        fail "$reason"
        status=1
    fi
fi
exit "$status"
