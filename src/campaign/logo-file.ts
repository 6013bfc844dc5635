import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCode } from "../db/error-code.ts";

export type ReadLogo = (name: string) => LogoRead;
export type LogoRead =
	| { readonly ok: true; readonly dataUrl: string }
	| { readonly ok: false; readonly problem: string };

/** It is kept with the campaign, and read with it. */
const MOST_BYTES = 48 * 1024;

/** Reads logos beside a campaign file. What one is, its first bytes say, and not its name. */
export function logosIn(folder: string): ReadLogo {
	return (name) => {
		let bytes: Buffer;
		try {
			bytes = readFileSync(join(folder, name));
		} catch (error) {
			return {
				ok: false,
				problem: `${name} can't be read (${errorCode(error) ?? "unknown"}); put it beside the campaign file`,
			};
		}
		return logoOf(name, bytes);
	};
}

/** One that a browser sends. */
export function logoOfDataUrl(dataUrl: string): LogoRead {
	const encoded = /^data:[\w/+.;=-]*;base64,([A-Za-z0-9+/=]+)$/.exec(dataUrl)?.[1] ?? "";
	return logoOf("The logo", Buffer.from(encoded, "base64"));
}

function logoOf(name: string, bytes: Buffer): LogoRead {
	if (bytes.length > MOST_BYTES) {
		const size = Math.ceil(bytes.length / 1024);
		return { ok: false, problem: `${name} is ${size} KB; save it under 48 KB, 400 pixels wide are plenty` };
	}
	const type = typeOf(bytes);
	if (type === null) return { ok: false, problem: `${name} is no PNG, JPEG or SVG; save it as one of them` };
	return { ok: true, dataUrl: `data:${type};base64,${bytes.toString("base64")}` };
}

function typeOf(bytes: Buffer): string | null {
	if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return "image/png";
	if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "image/jpeg";
	return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(bytes.toString("utf8"))
		? "image/svg+xml"
		: null;
}
