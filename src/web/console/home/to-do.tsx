import { Button, Text } from "@mantine/core";
import { Link } from "react-router";
import type { DriveHome } from "../../contract/staff/home.ts";

/** Before the drive: what is left to do, in the order in which it is best done. One step is next. */
export function ToDo({ lines }: { readonly lines: DriveHome["toDo"] }) {
	const open = lines.filter(({ isDone }) => !isDone);
	const next = open[0];
	return (
		<section className="home-to-do" aria-labelledby="to-do">
			<h2 id="to-do">
				{open.length === 0 ? "Everything is ready" : `${open.length} ${open.length === 1 ? "step" : "steps"} left`}
			</h2>
			<ol>
				{lines.map((line) => (
					<li key={line.what} data-done={line.isDone || undefined}>
						<span className="home-to-do-mark" aria-hidden="true">
							{line.isDone ? "✓" : ""}
						</span>
						<div>
							<strong>{line.what}</strong>
							{line.isDone && <span className="unseen"> (done)</span>}
							<Text size="sm" c="dimmed">
								{line.says}
							</Text>
						</div>
						{!line.isDone && line.to !== null && (
							<Button component={Link} to={line.to} size="sm" variant={line === next ? "filled" : "default"}>
								{line.action}
							</Button>
						)}
					</li>
				))}
			</ol>
		</section>
	);
}
