// --require'd by each Node process of a compiled program. The language host that this repository builds is of an
// older version, and does not get "typescript: false" from today's engine. So it asks for ts-node all the same.
delete process.env.PULUMI_NODEJS_TYPESCRIPT;
