import process from "node:process";
import { Client } from "pg";

// Prints every file that Pulumi keeps in the database of the URL: its name, and what is in it.
// Each is a row, in base64: a search in the raw rows would find nothing.
const EVERY_FILE = `select key || E'\\n' || convert_from(decode(data->>'data', 'base64'), 'UTF8') as file
    from pulumi_state order by key`;

const client = new Client({ connectionString: process.argv[2] });
await client.connect();
const { rows } = await client.query(EVERY_FILE);
await client.end();
process.stdout.write(rows.map(({ file }) => file).join("\n"));
