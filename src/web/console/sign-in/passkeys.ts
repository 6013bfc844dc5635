import { Problem } from "../ask.ts";

type Described = { readonly id: string; readonly type: "public-key"; readonly transports?: AuthenticatorTransport[] };
export type PasskeyRequest = {
	readonly challenge: string;
	readonly rpId?: string;
	readonly timeout?: number;
	readonly userVerification?: UserVerificationRequirement;
	readonly allowCredentials?: readonly Described[];
};
export type PasskeyCreation = {
	readonly challenge: string;
	readonly rp: PublicKeyCredentialRpEntity;
	readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
	readonly pubKeyCredParams: PublicKeyCredentialParameters[];
	readonly timeout?: number;
	readonly excludeCredentials?: readonly Described[];
	readonly authenticatorSelection?: AuthenticatorSelectionCriteria;
	readonly attestation?: AttestationConveyancePreference;
};

/** Browsers make passkeys for names alone, never for an address in numbers. */
export function whyNoPasskeys(): string | null {
	if (typeof PublicKeyCredential === "undefined") return "This browser can't use passkeys here.";
	if (/^[\d.]+$|^\[/.test(location.hostname))
		return `Passkeys need a name: open Carillon at http://localhost:${location.port}.`;
	return null;
}

/** Asks the browser for a passkey. @throws Problem where the person or the browser declines */
export async function askForPasskey(options: PasskeyRequest): Promise<unknown> {
	const publicKey = {
		...options,
		challenge: bytes(options.challenge),
		allowCredentials: (options.allowCredentials ?? []).map(described),
	};
	const found = await declined(() => navigator.credentials.get({ publicKey }));
	const response = found.response as AuthenticatorAssertionResponse;
	return {
		...basics(found),
		response: {
			clientDataJSON: text(response.clientDataJSON),
			authenticatorData: text(response.authenticatorData),
			signature: text(response.signature),
			...(response.userHandle && { userHandle: text(response.userHandle) }),
		},
	};
}

/** Has the browser make one. @throws Problem where the person or the browser declines */
export async function makePasskey(options: PasskeyCreation): Promise<unknown> {
	const publicKey = {
		...options,
		challenge: bytes(options.challenge),
		user: { ...options.user, id: bytes(options.user.id) },
		excludeCredentials: (options.excludeCredentials ?? []).map(described),
	};
	const made = await declined(() => navigator.credentials.create({ publicKey }));
	const response = made.response as AuthenticatorAttestationResponse;
	return {
		...basics(made),
		response: {
			clientDataJSON: text(response.clientDataJSON),
			attestationObject: text(response.attestationObject),
			transports: response.getTransports(),
		},
	};
}

function basics(found: PublicKeyCredential) {
	return {
		id: found.id,
		rawId: text(found.rawId),
		type: found.type,
		authenticatorAttachment: found.authenticatorAttachment ?? undefined,
		clientExtensionResults: found.getClientExtensionResults(),
	};
}

async function declined(work: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
	try {
		const found = await work();
		if (found instanceof PublicKeyCredential) return found;
	} catch (error) {
		if (error instanceof DOMException && error.name === "InvalidStateError") {
			throw new Problem(0, "passkey", "This device has a passkey for you already.");
		}
	}
	throw new Problem(0, "passkey", "No passkey was used: it was called off, or took too long.");
}

function described({ id, type, transports }: Described): PublicKeyCredentialDescriptor {
	return { id: bytes(id), type, ...(transports && { transports }) };
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
	const plain = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
	return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
	const plain = String.fromCharCode(...new Uint8Array(buffer));
	return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
