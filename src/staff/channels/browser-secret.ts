const NAME = "carillon_connect";
/** As long as a sign-in at a platform may take, seconds. */
const LIVES_S = 15 * 60;

/** Binds a sign-in at a platform to the browser that began it: another one that gets hold of the address can't finish it. */
export function browserCookie(secret: string, isSecure: boolean): string {
	const parts = [`${NAME}=${secret}`, "Path=/api/staff", "HttpOnly", "SameSite=Lax", `Max-Age=${LIVES_S}`];
	return [...parts, ...(isSecure ? ["Secure"] : [])].join("; ");
}

/** @param header of the request, as it came */
export function readBrowserCookie(header: string | undefined): string {
	const found = (header ?? "")
		.split(";")
		.map((part) => part.trim())
		.find((part) => part.startsWith(`${NAME}=`));
	return found?.slice(NAME.length + 1) ?? "";
}
