import { Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import "./door.css";

/** The house's front: its name on one side, what is asked on the other. */
export function Door(props: { readonly title: string; readonly lead?: ReactNode; readonly children: ReactNode }) {
	useEffect(() => {
		document.title = `${props.title} · Carillon`;
	}, [props.title]);
	return (
		<div className="door">
			<header className="door-side">
				<p className="door-mark">Carillon</p>
				<div className="door-bells" aria-hidden="true">
					<i />
					<i />
					<i />
					<i />
					<i />
				</div>
				<p className="door-words">Every gift counted. Every milestone told, once.</p>
			</header>
			<main className="door-main">
				<div className="door-ask">
					<Title order={1} size="h2">
						{props.title}
					</Title>
					{props.lead && (
						<Text c="dimmed" mt={8} component="div">
							{props.lead}
						</Text>
					)}
					<div className="door-form">{props.children}</div>
				</div>
			</main>
		</div>
	);
}
