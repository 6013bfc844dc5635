import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export type OidcIssuer = {
	readonly url: string;
	/** Who signs in next: the claims of their ID token. */
	next(claims: Readonly<Record<string, unknown>>): void;
	close(): Promise<void>;
};

const KEY_ID = "the-only-key";

/** A hospital's OpenID Connect sign-in on this machine: whoever comes is the person that was said, without a page. */
export async function startOidcIssuer(clientId: string): Promise<OidcIssuer> {
	const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
	let claims: Readonly<Record<string, unknown>> = {};
	let nonce: string | null = null;
	const server = createServer(async (request, response) => {
		const address = new URL(request.url ?? "/", url);
		const json = (body: unknown) => {
			response.setHeader("content-type", "application/json");
			response.end(JSON.stringify(body));
		};
		switch (address.pathname) {
			case "/.well-known/openid-configuration":
				return json({
					issuer: url,
					authorization_endpoint: `${url}/authorize`,
					token_endpoint: `${url}/token`,
					jwks_uri: `${url}/keys`,
					id_token_signing_alg_values_supported: ["RS256"],
				});
			case "/keys":
				return json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: KEY_ID, alg: "RS256", use: "sig" }] });
			case "/authorize": {
				nonce = address.searchParams.get("nonce");
				const back = new URL(address.searchParams.get("redirect_uri") ?? "");
				back.searchParams.set("code", "a-code");
				back.searchParams.set("state", address.searchParams.get("state") ?? "");
				response.writeHead(302, { location: back.href });
				return response.end();
			}
			case "/token":
				await drained(request);
				return json({ access_token: "an-access-token", token_type: "Bearer", expires_in: 300, id_token: token() });
			default:
				response.statusCode = 404;
				response.end();
		}
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	function token(): string {
		const now = Math.floor(Date.now() / 1000);
		const head = encoded({ alg: "RS256", kid: KEY_ID, typ: "JWT" });
		const body = encoded({
			iss: url,
			aud: clientId,
			iat: now,
			exp: now + 300,
			...(nonce !== null && { nonce }),
			...claims,
		});
		const signature = createSign("RSA-SHA256").update(`${head}.${body}`).sign(privateKey, "base64url");
		return `${head}.${body}.${signature}`;
	}

	return {
		url,
		next(said) {
			claims = said;
		},
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

function encoded(part: object): string {
	return Buffer.from(JSON.stringify(part)).toString("base64url");
}

async function drained(request: IncomingMessage): Promise<void> {
	for await (const part of request) void part;
}
