import { accountPages } from "./account/pages.tsx";
import { afterShowPages } from "./after-show/pages.tsx";
import { amplificationPages } from "./amplification/pages.tsx";
import { approvalPages } from "./approvals/pages.tsx";
import { auditPages } from "./audit/pages.tsx";
import { channelPages } from "./channels/pages.tsx";
import { donorsPages } from "./donors/pages.tsx";
import { drivesPages } from "./drives/pages.tsx";
import { exportPages } from "./exports/pages.tsx";
import { homePages } from "./home/pages.tsx";
import { hookPages } from "./hooks/pages.tsx";
import { importPages } from "./import/pages.tsx";
import { linksPages } from "./links/pages.tsx";
import { matchPages } from "./matches/pages.tsx";
import { namesPages } from "./names/pages.tsx";
import { offlinePages } from "./offline/pages.tsx";
import type { ConsolePage, OpenPage } from "./page.ts";
import { peoplePages } from "./people/pages.tsx";
import { pledgesPages } from "./pledges/pages.tsx";
import { postsPages } from "./posts/pages.tsx";
import { queuePages } from "./queues/pages.tsx";
import { readyPages } from "./ready/pages.tsx";
import { rehearsalPages } from "./rehearsal/pages.tsx";
import { rulesPages } from "./rules/pages.tsx";
import { setupPages } from "./setup/pages.tsx";
import { signInPages } from "./sign-in/pages.tsx";
import { stationPages } from "./stations/pages.tsx";
import { storiesPages } from "./stories/pages.tsx";
import { takePages } from "./take/pages.tsx";
import { templatesPages } from "./templates/pages.tsx";
import { truthPages } from "./truth/pages.tsx";
import { unplacedPages } from "./unplaced/pages.tsx";

/** Every page of the console; each area brings its own. */
export const CONSOLE_PAGES: readonly ConsolePage[] = [
	...accountPages,
	...peoplePages,
	...homePages,
	...postsPages,
	...takePages,
	...drivesPages,
	...setupPages,
	...linksPages,
	...importPages,
	...exportPages,
	...amplificationPages,
	...afterShowPages,
	...approvalPages,
	...auditPages,
	...channelPages,
	...hookPages,
	...unplacedPages,
	...queuePages,
	...rulesPages,
	...rehearsalPages,
	...matchPages,
	...templatesPages,
	...readyPages,
	...storiesPages,
	...namesPages,
	...pledgesPages,
	...donorsPages,
	...offlinePages,
	...stationPages,
	...truthPages,
];

/** Those without a sign-in: signing in, invitations, the first start. */
export const OPEN_PAGES: readonly OpenPage[] = [...signInPages];
