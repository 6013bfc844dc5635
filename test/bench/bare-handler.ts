/** What every webhook handler must do at least: check the signature and answer. The yardstick for intake. */
import express from "express";
import Stripe from "stripe";

const secret = process.argv[2] ?? "";
const stripe = new Stripe("sk_test_bench");
const app = express();
app.post("/webhooks/stripe", express.raw({ type: "application/json", limit: "1mb" }), (request, response) => {
	stripe.webhooks.constructEvent(request.body, request.get("stripe-signature") ?? "", secret);
	response.sendStatus(200);
});
const server = app.listen(0, "127.0.0.1", () => {
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	process.stdout.write(`${JSON.stringify({ msg: "listening", port })}\n`);
});
