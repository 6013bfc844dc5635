import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Picture } from "../../src/channel/port.ts";
import type { CardMaker } from "../../src/posting/cards.ts";

/** One white point, as PNG: enough for platforms that look at the first bytes. */
export const SMALL_PNG = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==",
	"base64",
);

export type PictureHost = {
	readonly url: string;
	/** How often a picture was fetched. */
	fetches(): number;
	close(): Promise<void>;
};

/** A web server that has pictures under every path: what Carillon's own address is to the world. */
export async function hostPictures(
	answer: { readonly status?: number; readonly type?: string; readonly body?: Buffer; readonly hangs?: boolean } = {},
): Promise<PictureHost> {
	let fetches = 0;
	const server = createServer((_req, res) => {
		fetches += 1;
		if (answer.hangs) return;
		res.writeHead(answer.status ?? 200, { "content-type": answer.type ?? "image/png" });
		res.end(answer.body ?? SMALL_PNG);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		fetches: () => fetches,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

export type MadePicture = { readonly total: number; readonly giver: string | null };

export type FakeCards = CardMaker & {
	/** What was drawn, oldest first. */
	readonly made: readonly MadePicture[];
	/** Runs in the middle of every drawing; a throw or a wait is the drawing's. */
	during: () => Promise<void> | void;
};

/** Pictures that say total and giver, without drawing them. */
export function fakeCards(publicUrl: string | null = null): FakeCards {
	const made: MadePicture[] = [];
	const hashOf: CardMaker["hashOf"] = ({ now, giverName, announcement }) =>
		`hash-${announcement.kind}-${now.total}-${giverName ?? "nobody"}`;
	const cards: FakeCards = {
		hasAddress: publicUrl !== null,
		made,
		during: () => {},
		hashOf,
		async make(subject, language): Promise<Picture> {
			made.push({ total: subject.now.total, giver: subject.giverName });
			await cards.during();
			const hash = hashOf(subject, language);
			const alt = `So far: $${(subject.now.total / 100).toLocaleString("en-US")}.`;
			return { hash, png: SMALL_PNG, alt, url: publicUrl === null ? null : `${publicUrl}/cards/${hash}.png` };
		},
	};
	return cards;
}
