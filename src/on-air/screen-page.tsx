import { type PageFiles, renderDocument } from "../page/document.tsx";

/** The host's screen before anything live arrived; src/web/on-air fills it. */
export function screenPage(files: PageFiles): string {
	return renderDocument({
		language: "en",
		title: "On air",
		files,
		isPrivate: true,
		theme: "studio",
		body: { "data-state": "connecting" },
		children: (
			<>
				<main className="board">
					<section className="drive" aria-labelledby="drive-name">
						<h1 id="drive-name">On air</h1>
						<p className="total" id="total">
							&nbsp;
						</p>
						<div className="thermometer" id="thermometer" role="progressbar" aria-valuemin={0}>
							<div className="tube">
								<div className="fill" id="fill" />
								<div className="notches" id="notches" />
							</div>
							<div className="marks" id="marks" aria-hidden="true" />
						</div>
						<p className="to-go" id="to-go">
							&nbsp;
						</p>
						<section className="say" aria-labelledby="say-title">
							<h2>
								<span id="say-title">Say now</span> <span className="when" id="say-when" />
							</h2>
							<p id="say" role="status" />
						</section>
					</section>
					<section className="thanks" aria-labelledby="thanks-title">
						<h2 id="thanks-title">Thank</h2>
						<p className="none" id="no-gifts" hidden />
						<ol id="gifts" />
					</section>
				</main>
				<footer className="strip">
					<dl id="facts" />
					<p className="age" id="age">
						<span className="dot" aria-hidden="true" />
						<span id="age-words" />
					</p>
				</footer>
				<p className="alarm" id="alarm" role="alert" hidden />
				<noscript>
					<p className="alarm">This screen needs JavaScript. Esta pantalla necesita JavaScript.</p>
				</noscript>
			</>
		),
	});
}
