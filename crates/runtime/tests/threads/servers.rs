//! A blocking server: a thread accepts, and every connection has a thread of its own.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run_blocking, run_in};
use awaitscope::blocking::net::{TcpListener, TcpStream};
use awaitscope::blocking::{Read, Write};
use awaitscope::world::{Client, Network, ScriptedClient};
use awaitscope::{io, net, println, thread, traced, work};
use std::net::SocketAddr;

fn echoers() -> Network {
    let client = |name, at, latency, lines: &[(u64, &'static str)]| Client {
        name,
        at: ms(at),
        jitter: ms(20),
        port: 7,
        latency: ms(latency),
        peer: {
            let lines = lines.iter().map(|(thought, line)| (ms(*thought), *line)).collect();
            Box::new(ScriptedClient::new(lines, ms(5)))
        },
    };
    let clients = vec![
        client("ada", 5, 5, &[(5, "hello\n"), (20, "is anybody there?\n")]),
        client("bob", 10, 10, &[(15, "one two\n")]),
        client("cleo", 15, 5, &[(30, "ping\n"), (5, "ping\n")]),
    ];
    Network { services: Vec::new(), clients }
}

#[traced]
fn serve(mut stream: TcpStream, from: SocketAddr) -> io::Result<()> {
    let (mut buffer, mut total) = ([0; 64], 0);
    loop {
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            println!("{from} leaves, {total} bytes echoed");
            return Ok(());
        }
        stream.write_all(&buffer[..count])?;
        total += count;
    }
}

#[traced]
fn main() -> io::Result<()> {
    let listener = TcpListener::bind("0.0.0.0:7")?;
    loop {
        let (stream, from) = listener.accept()?;
        println!("{from} connects");
        thread::spawn(move || serve(stream, from));
    }
}

/// The same with tasks.
async fn main_of_tasks() -> io::Result<()> {
    use io::{AsyncReadExt, AsyncWriteExt};
    let listener = net::TcpListener::bind("0.0.0.0:7").await?;
    loop {
        let (mut stream, from) = listener.accept().await?;
        println!("{from} connects");
        awaitscope::spawn(async move {
            let (mut buffer, mut total) = ([0; 64], 0);
            loop {
                match stream.read(&mut buffer).await {
                    Ok(0) => return println!("{from} leaves, {total} bytes echoed"),
                    Ok(count) => {
                        stream.write_all(&buffer[..count]).await.unwrap();
                        total += count;
                    }
                    Err(error) => return println!("{error}"),
                }
            }
        });
    }
}

#[test]
fn a_thread_per_connection_says_what_a_task_per_connection_says_at_the_same_instants() {
    let threads = run_blocking(echoers(), main);
    let tasks = run_in(echoers(), main_of_tasks);
    assert_eq!(lines(&threads), lines(&tasks));
    assert_eq!(lines(&threads).len(), 6);
    let words = "The run ends here, idle: only input from outside could wake thread main, which \
                 waits for a connection on port 7, and none comes.";
    assert_eq!(outcome(&threads), words);
    assert_eq!(threads.thread_costs().spawned, 3);
}

#[test]
fn a_connection_that_waited_for_its_thread_has_its_bytes_at_their_instants() {
    let trace = run_blocking(echoers(), || {
        let listener = TcpListener::bind("0.0.0.0:7").unwrap();
        let (mut stream, _) = listener.accept().unwrap();
        let reader = thread::spawn(move || {
            work(ms(40));
            let mut buffer = [0; 64];
            let count = stream.read(&mut buffer).unwrap();
            println!("{:?}", String::from_utf8_lossy(&buffer[..count]));
            stream.write_all(&buffer[..count]).unwrap();
            stream
        });
        let mut stream = reader.join().unwrap();
        let count = stream.read(&mut [0; 64]).unwrap();
        println!("{count} bytes, back on main");
    });
    // Ada comes at 10 and says hello at 20; her second line follows the echo of the first by 30.
    assert_eq!(lines(&trace), ["50ms \"hello\\n\"", "80ms 18 bytes, back on main"]);
}

#[test]
fn a_listener_may_move_to_a_thread() {
    let trace = run_blocking(echoers(), || {
        let listener = TcpListener::bind("0.0.0.0:7").unwrap();
        let acceptor = thread::spawn(move || {
            for _ in 0..3 {
                let (_, from) = listener.accept().unwrap();
                println!("{from}");
            }
        });
        acceptor.join().unwrap();
        println!("joined");
    });
    let said = ["10ms 10.0.0.1:40000", "20ms 10.0.0.2:40001", "20ms 10.0.0.3:40002", "20ms joined"];
    assert_eq!(lines(&trace), said);
}
