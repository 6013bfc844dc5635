import { type PageFiles, renderDocument } from "../page/document.tsx";
import type { ScreenLayout, ScreenRole } from "../web/contract/board.ts";

/** A screen before anything live arrived; src/web/on-air draws it. What the link is for stands in the page, so that it is known offline. */
export function screenPage(files: PageFiles, { layout, role }: { layout: ScreenLayout; role: ScreenRole }): string {
	return renderDocument({
		language: "en",
		title: "On air",
		files,
		isPrivate: true,
		theme: "studio",
		body: { "data-state": "connecting", "data-layout": layout, "data-role": role },
		children: (
			<>
				<div id="screen" />
				<noscript>
					<p className="alarm">This screen needs JavaScript. Esta pantalla necesita JavaScript.</p>
				</noscript>
			</>
		),
	});
}
