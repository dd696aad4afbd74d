/** All that the page of a silent renewal does: it tells the window around it what the gateway answered. */
parent.postMessage(location.href, location.origin);

export {};
