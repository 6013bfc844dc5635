/**
 * Many screens in one process: opens COUNT streams of URL, says {"msg":"working"} once each has its snapshot, and at SIGTERM writes what
 * it received to FILE. It shares the machine with what it measures, so it does little for each: it notes which items a piece of the
 * stream begins and ends with, into memory that is used again; one screen in fifty reads every item.
 */
import { writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";

export type Received = {
	/** How many clients got the items `first` to `last` in one piece in this millisecond since 1970. */
	readonly pieces: readonly {
		readonly first: number;
		readonly last: number;
		readonly at: number;
		readonly clients: number;
	}[];
	/** Items that came out of order, twice, or after one that is missing. */
	readonly disorder: number;
	/** Connections that ended by themselves. */
	readonly lost: number;
};

const [url = "", count = "0", file = ""] = process.argv.slice(2);
const { hostname, port, pathname } = new URL(url);
// As a browser asks; a server keeps memory for every header.
const REQUEST = [
	`GET ${pathname} HTTP/1.1`,
	`Host: ${hostname}:${port}`,
	"Accept: text/event-stream",
	"Accept-Language: en-US,en;q=0.9",
	"Accept-Encoding: gzip, deflate, br, zstd",
	"Cache-Control: no-cache",
	"Sec-Fetch-Mode: cors",
	"Sec-Fetch-Site: same-origin",
	"User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
	"",
	"",
].join("\r\n");
const AT_ONCE = 100;
const READS_ALL = 50;
const shared = Buffer.allocUnsafe(256 * 1024);

const pieces = new Map<string, number>();
const sockets: Socket[] = [];
let disorder = 0;
let lost = 0;

/** Resolves with the snapshot. @throws where the connection is refused. */
function openScreen(number: number): Promise<void> {
	return new Promise((resolve, reject) => {
		let rest: Buffer | null = null;
		let last: number | null = null;
		const take = (bytes: Buffer) => {
			const whole = rest === null ? bytes : Buffer.concat([rest, bytes]);
			// Pieces go out whole and arrive whole, but nobody promised that.
			const isWhole = whole.includes("\n\n", Math.max(0, whole.length - 4));
			rest = isWhole ? null : Buffer.from(whole);
			if (!isWhole) return;
			if (last === null) {
				const snapshot = whole.indexOf("event: snapshot");
				if (snapshot < 0) return;
				last = idAt(whole, whole.lastIndexOf("id: ", snapshot));
				resolve();
				return;
			}
			last = note(whole, last, number % READS_ALL === 0);
		};
		const onread = {
			buffer: shared,
			callback: (length: number) => {
				take(shared.subarray(0, length));
				return true;
			},
		};
		const socket = connect({ port: Number(port), host: hostname, onread }, () => socket.write(REQUEST));
		socket.on("error", reject);
		socket.on("close", () => {
			lost += 1;
		});
		sockets.push(socket);
	});
}

/** Notes the items of a piece, and gives the last one's seq. */
function note(piece: Buffer, before: number, readsAll: boolean): number {
	const marker = piece.lastIndexOf("\nevent: item");
	if (marker < 0) return before;
	const first = idAt(piece, piece.indexOf("id: "));
	const last = idAt(piece, piece.lastIndexOf("id: ", marker));
	const key = `${first} ${last} ${Math.round(performance.timeOrigin + performance.now())}`;
	pieces.set(key, (pieces.get(key) ?? 0) + 1);
	if (first !== before + 1) disorder += 1;
	if (readsAll) {
		const seqs = [...piece.toString("latin1").matchAll(/id: (\d+)\nevent: item/g)].map(([, id]) => Number(id));
		if (seqs.length !== last - first + 1 || seqs.some((seq, index) => seq !== first + index)) disorder += 1;
	}
	return last;
}

function idAt(bytes: Buffer, index: number): number {
	return Number.parseInt(bytes.toString("latin1", index + 4, index + 20), 10);
}

process.once("SIGTERM", () => {
	const noted = [...pieces].map(([key, clients]) => {
		const [first = 0, last = 0, at = 0] = key.split(" ").map(Number);
		return { first, last, at, clients };
	});
	const result: Received = { pieces: noted, disorder, lost };
	writeFileSync(file, JSON.stringify(result));
	process.exit(0);
});

for (let open = 0; open < Number(count); open += AT_ONCE)
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, Number(count) - open) }, (_, index) => openScreen(index)));
process.stdout.write(`${JSON.stringify({ msg: "working" })}\n`);
