import type { Request, Response } from "express";

/** Null takes away one that every answer has (X-Frame-Options, where a page may be framed). */
type Headers = Readonly<Record<string, string | null>>;

/** What a handler gives back; only `send` below touches the response. A stream writes its own, for as long as it lasts. */
export type Answer =
	| { readonly kind: "json"; readonly status: number; readonly body: unknown; readonly headers?: Headers }
	| { readonly kind: "page"; readonly status: number; readonly html: string; readonly headers?: Headers }
	| {
			readonly kind: "text";
			readonly status: number;
			readonly text: string;
			readonly headers?: Headers;
			/** Default text/plain in UTF-8. */
			readonly type?: string;
	  }
	| {
			readonly kind: "bytes";
			readonly status: number;
			readonly bytes: Buffer;
			readonly type: string;
			readonly headers?: Headers;
	  }
	| { readonly kind: "empty"; readonly status: number; readonly headers?: Headers }
	| { readonly kind: "redirect"; readonly status: 302 | 303 | 308; readonly location: string }
	| { readonly kind: "stream"; readonly open: (request: Request, response: Response) => Promise<void> };

export async function send(answer: Answer, request: Request, response: Response): Promise<void> {
	if (answer.kind === "stream") return answer.open(request, response);
	if (answer.kind === "redirect") {
		response.redirect(answer.status, answer.location);
		return;
	}
	response.status(answer.status);
	for (const [name, value] of Object.entries(answer.headers ?? {})) {
		if (value === null) response.removeHeader(name);
		else response.setHeader(name, value);
	}
	switch (answer.kind) {
		case "json":
			response.json(answer.body);
			return;
		case "page":
			response.type("html").send(answer.html);
			return;
		case "text":
			response.type(answer.type ?? "text/plain").send(answer.text);
			return;
		case "bytes":
			response.type(answer.type).send(answer.bytes);
			return;
		case "empty":
			response.end();
			return;
		default:
			answer satisfies never;
	}
}
