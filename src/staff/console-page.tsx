import { type PageFiles, renderDocument } from "../page/document.tsx";

/** The console before its script runs; src/web/console draws it. `styleNonce` is for the styles that Mantine writes. */
export function consolePage(files: PageFiles, styleNonce: string): string {
	return renderDocument({
		language: "en",
		title: "Carillon",
		files,
		isPrivate: true,
		head: <meta name="style-nonce" nonce={styleNonce} />,
		children: (
			<>
				<div id="console" />
				<noscript>
					<p>The console needs JavaScript. The red button also works on the machine: carillon posting stop</p>
				</noscript>
			</>
		),
	});
}
