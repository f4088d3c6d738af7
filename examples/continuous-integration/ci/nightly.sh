#!/usr/bin/env bash
# Judges the whole catalogue, and fails for what is new since the last night: an app that has changed, a waiver that has
# expired, rules that are stricter now.
#
#   bash ci/nightly.sh
#
# The folder catalogue, kept from night to night, has the report to compare with. The reports go into the folder
# reports.
set -euo pipefail
export BYTENITE_RULES_FILE=bytenite.rules.yaml # A file that is named must be there.
policies() { node_modules/.bin/bytenite-policies "$@"; }

# GitHub obeys commands in a log, and names of apps stand in it.
show() {
    if [ "${GITHUB_ACTIONS:-}" = true ]; then
        token=$(node -p 'crypto.randomUUID()')
        echo "::stop-commands::$token"
        cat "$1"
        echo "::$token::"
    else
        cat "$1"
    fi
}

rm -rf reports
mkdir -p reports catalogue

# Where ByteNite can't be asked, or nothing is judged, the night ends here.
policies snapshot --output reports/snapshot.json
policies check --snapshot reports/snapshot.json --fail-on never \
    --report json=reports/bytenite.json --report html=reports/bytenite.html \
    --report sarif=reports/bytenite.sarif --report markdown=reports/catalogue.md --limit comment || {
    status=$?
    rm -f reports/bytenite.sarif # Without a finding in it, it would close every alert.
    exit "$status"
}

status=0
if [ -f catalogue/yesterday.json ]; then
    policies diff --since catalogue/yesterday.json --snapshot reports/snapshot.json --fail-on advisory \
        >reports/new.txt || status=$?
else # In the first night, every finding is new.
    policies check --snapshot reports/snapshot.json --fail-on advisory >reports/new.txt || status=$?
fi
show reports/new.txt
# 0: nothing is new. 1: something is. Anything else: nothing was compared.
[ "$status" -le 1 ] || exit "$status"

if [ "${GITHUB_ACTIONS:-}" = true ]; then
    {
        echo '### New since the last night'
        sed 's/^/    /' reports/new.txt
        echo
        cat reports/catalogue.md
    } >>"$GITHUB_STEP_SUMMARY"
    [ "$status" -eq 0 ] ||
        echo "::error title=ByteNite policies::The catalogue has findings that were not there the last night. They are in the log and in the summary of this run."
fi
# Only now: after a night that could not compare, the next one compares with the night before. The file is there as a
# whole or not at all, also where the job ends in between.
cp reports/bytenite.json catalogue/today.json
mv catalogue/today.json catalogue/yesterday.json
exit "$status"
