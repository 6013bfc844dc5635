import { amplificationPages } from "./amplification/pages.tsx";
import { auditPages } from "./audit/pages.tsx";
import type { ConsolePage, OpenPage } from "./page.ts";

/** Every page of the console; each area brings its own. */
export const CONSOLE_PAGES: readonly ConsolePage[] = [...amplificationPages, ...auditPages];

/** Those without a sign-in: signing in, invitations, the first start. */
export const OPEN_PAGES: readonly OpenPage[] = [];
