/** The plain way: one transaction for each webhook that keeps the event, adds an entry and moves the total. */
import express from "express";
import pg from "pg";
import Stripe from "stripe";

const [, , secret = "", databaseUrl = ""] = process.argv;
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const stripe = new Stripe("sk_test_bench");
const app = express();
await pool.query(`create table if not exists plain_event (id text primary key, raw text not null);
	create table if not exists plain_entry (id bigserial primary key, event_id text not null, amount bigint not null);
	create table if not exists plain_total (campaign text primary key, total bigint not null);
	insert into plain_total values ('bench', 0) on conflict do nothing`);

app.post("/webhooks/stripe", express.raw({ type: "application/json", limit: "1mb" }), async (request, response) => {
	const body: Buffer = request.body;
	const event = stripe.webhooks.constructEvent(body, request.get("stripe-signature") ?? "", secret);
	const amount = "amount" in event.data.object ? Number(event.data.object.amount) : 0;
	const client = await pool.connect();
	try {
		await client.query("begin");
		const { rowCount } = await client.query("insert into plain_event values ($1, $2) on conflict do nothing", [
			event.id,
			body.toString(),
		]);
		if (rowCount === 1) {
			await client.query("insert into plain_entry (event_id, amount) values ($1, $2)", [event.id, amount]);
			await client.query("update plain_total set total = total + $1 where campaign = 'bench'", [amount]);
		}
		await client.query("commit");
	} finally {
		client.release();
	}
	response.sendStatus(200);
});
const server = app.listen(0, "127.0.0.1", () => {
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	process.stdout.write(`${JSON.stringify({ msg: "listening", port })}\n`);
});
