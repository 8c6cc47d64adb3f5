//! A router with a tracing layer: requests to the routes that it covers are handled in a span.

use awaitscope::io::{AsyncReadExt, AsyncWriteExt};
use awaitscope::net::{TcpListener, TcpStream};
use awaitscope::time::{Duration, sleep};
use awaitscope::tracing::{Instrument, info_span};
use awaitscope::{println, spawn, traced, work};
use std::io;
use std::pin::Pin;
use std::sync::Arc;

type Answer = Pin<Box<dyn Future<Output = &'static str> + Send>>;
type Handler = Arc<dyn Fn() -> Answer + Send + Sync>;

#[derive(Default)]
struct Router(Vec<(&'static str, Handler)>);

impl Router {
    fn route(mut self, path: &'static str, handler: fn() -> Answer) -> Router {
        self.0.push((path, Arc::new(handler)));
        self
    }

    /// Wraps the routes that are there already.
    fn layer(self, wrap: fn(&'static str, Handler) -> Handler) -> Router {
        Router(self.0.into_iter().map(|(path, handler)| (path, wrap(path, handler))).collect())
    }
}

fn in_span(path: &'static str, handler: Handler) -> Handler {
    Arc::new(move || Box::pin(handler().instrument(info_span!("request", path))))
}

#[traced]
async fn health() -> &'static str {
    println!("health: asking the database");
    sleep(Duration::from_millis(20)).instrument(info_span!("query")).await;
    work(Duration::from_millis(5)); // look at its numbers
    println!("health: it is there");
    "ok"
}

#[traced]
async fn version() -> &'static str {
    println!("version: 1.4");
    "1.4"
}

#[traced]
pub async fn main() -> io::Result<()> {
    let router = Router::default().route("/health", || Box::pin(health())).layer(in_span);
    let router = Arc::new(router.route("/version", || Box::pin(version())));
    let listener = TcpListener::bind("0.0.0.0:80").await?;
    loop {
        let (stream, _) = listener.accept().await?;
        spawn(serve(router.clone(), stream));
    }
}

#[traced]
async fn serve(router: Arc<Router>, mut stream: TcpStream) -> io::Result<()> {
    let mut buffer = [0; 256];
    let count = stream.read(&mut buffer).await?;
    let request = String::from_utf8_lossy(&buffer[..count]).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default();
    let answer = match router.0.iter().find(|(route, _)| *route == path) {
        Some((_, handler)) => format!("200 OK\r\n\r\n{}", handler().await),
        None => "404 Not Found\r\n\r\n".to_owned(),
    };
    stream.write_all(format!("HTTP/1.1 {answer}").as_bytes()).await
}
