import "./plain.css";
