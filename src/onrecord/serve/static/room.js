// Everything here only adds ease: without it, marks are links, views are addresses and forms are sent as they are.
import "./report.js";
import "./views.js";
import "./add.js";
