import { z } from "zod";

/** What a Facebook Page channel is connected with. The two secrets are kept encrypted and never leave the channel. */
export const facebookCredentials = z.object({
	pageId: z.string().regex(/^\d{1,20}$/, "the Page's numeric id, as Meta Business Suite shows it"),
	/** A Page token with pages_manage_posts and pages_read_engagement; best one of a Business system user, which does not expire. */
	accessToken: z.string().regex(/^\S+$/, "a Page access token, without spaces"),
	/** Set where the app has "Require App Secret" switched on: calls are then signed with it. */
	appSecret: z.string().min(1).optional(),
});

export type FacebookCredentials = z.infer<typeof facebookCredentials>;
