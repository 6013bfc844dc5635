import type { Request } from "express";

/** Where the world reaches us, without a trailing slash: as it is set (CARILLON_PUBLIC_URL), else as this request came. */
export function baseAddress(request: Request, publicUrl: string | undefined): string {
	return publicUrl ?? `${request.protocol}://${request.get("host") ?? "localhost"}`;
}
