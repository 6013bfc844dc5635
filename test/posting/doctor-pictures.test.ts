import { afterEach, expect, test } from "@jest/globals";
import { readEnv } from "../../config/env.ts";
import { examineChannels } from "../../src/doctor/channels.ts";
import { openHouse, type RunningHouse } from "../support/running-house.ts";

let house: RunningHouse;
afterEach(() => house.close());

test("the doctor says that Facebook's posts have no pictures without a public address, and nothing of it with one", async () => {
	house = await openHouse({ opened: false });
	const { url } = house.database;
	const settings = {
		CARILLON_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
		X_API_BASE: house.x.url,
		FACEBOOK_GRAPH_BASE: house.facebook.url,
	};
	const about = async (more: Record<string, string>) =>
		(await examineChannels(readEnv({ ...settings, ...more }), url)).find(({ what }) => what.includes("(facebook)"));
	expect(await about({})).toMatchObject({
		state: "warning",
		says: expect.stringMatching(/^Lakeside\. Its posts go out without pictures: .* CARILLON_PUBLIC_URL/),
	});
	expect(await about({ CARILLON_PUBLIC_URL: "https://drive.example.org" })).toMatchObject({
		state: "ok",
		says: "Lakeside",
	});
}, 180_000);
