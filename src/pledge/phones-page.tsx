import { type PageFiles, renderDocument } from "../page/document.tsx";
import type { PhoneRoom, PhonesClosed } from "../web/contract/phones.ts";

/** The volunteers' page; src/web/phones draws it. What it knows of the drive stands in it, so that it opens without a network too. */
export function phonesPage(files: PageFiles, room: PhoneRoom): string {
	return renderDocument({
		language: room.languages[0],
		title: `Phones: ${room.name}`,
		files,
		isPrivate: true,
		body: { "data-room": JSON.stringify(room) },
		children: <Ground />,
	});
}

/** The same page where it opens on no drive: it takes nothing, says why, and gives back what this browser still keeps. */
export function closedPhonesPage(files: PageFiles, why: PhonesClosed): string {
	return renderDocument({
		language: "en",
		title: "Phones",
		files,
		isPrivate: true,
		body: { "data-closed": why },
		children: <Ground />,
	});
}

function Ground() {
	return (
		<>
			<div id="phones" />
			<noscript>
				<p className="alarm">This page needs JavaScript. Esta página necesita JavaScript.</p>
			</noscript>
		</>
	);
}
