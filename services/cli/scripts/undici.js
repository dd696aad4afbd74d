/**
 * What the program uses of undici. All of it is a second `fetch`, web sockets, caches and mocks besides: 8 MB of every process,
 * and a tenth of the time it takes to start. What is not here and imported all the same, the bundler refuses.
 */
import api from 'undici/lib/api/index.js';
import buildConnector from 'undici/lib/core/connect.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js';

// As undici's own index does it.
Object.assign(Dispatcher.prototype, api);

export { Agent, buildConnector, ProxyAgent };
