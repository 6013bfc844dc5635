/** An account the sandbox knows, with the app that may post for it. These keys open nothing but the sandbox. */
export type XSandboxAccount = {
	readonly id: string;
	readonly name: string;
	readonly username: string;
	readonly appKey: string;
	readonly appSecret: string;
	readonly accessToken: string;
	readonly accessSecret: string;
	/** An OAuth 2.0 user token for the same account. */
	readonly bearer: string;
};

export const SANDBOX_X_ACCOUNT: XSandboxAccount = {
	id: "1598304021547982848",
	name: "Lakeview Children's",
	username: "LakeviewKids",
	appKey: "sandbox-app-key",
	appSecret: "sandbox-app-secret",
	accessToken: "1598304021547982848-sandbox-access-token",
	accessSecret: "sandbox-access-secret",
	bearer: "sandbox-user-bearer-token",
};
