// Previews a stack through the Automation API: node preview.js '{"stack": …, "pack": …, …}'
const { LocalWorkspace } = require("@pulumi/pulumi/automation");

const { project, stack, pack, workDir, inline } = JSON.parse(process.argv[2]);

async function main() {
    const selected = await LocalWorkspace.createOrSelectStack(
        inline
            ? {
                  stackName: stack,
                  projectName: project,
                  program: async () => ({ render: require(inline).render }),
              }
            : { stackName: stack, workDir },
        workDir ? { workDir } : {},
    );
    await selected.preview({
        policyPacks: [pack],
        color: "never",
        onOutput: (text) => process.stdout.write(text),
    });
}

main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
});
