import Builtin

extension KoreanClaims {
  func name(_ claim: Claim) -> String {
    switch claim {
    case .threadMemory: "스레드는 많아져도 메모리를 차지하지 않는다"
    case .processMemory: "프로세스가 많으면 메모리를 많이 쓴다"
    case .handOver: "스레드의 컨텍스트 스위칭이 가볍다"
    case .share: "프로세스는 메모리 공유에 비용이 더 든다"
    case .disk: "프로세스의 디스크 데이터 공유는 저렴하다"
    case .failure: "하나에 장애가 나도 나머지는 계속된다"
    case .interpreter: "파이썬 합계는 프로세스가 빠르다"
    case .io: "I/O 작업은 스레드가 유리하다"
    case .create: "스레드 생성이 싸다 (fork와 비교)"
    case .program: "스레드 생성이 싸다 (프로그램 실행과 비교)"
    case .fork: "fork 비용은 부모의 크기에 따라 커진다"
    case .pipe: "커널을 거친 복사는 더 비싸다"
    case .map: "스레드는 주소 공간 하나를 두고 다툰다"
    case .fault: "페이지 폴트 비용은 같다"
    case .calls: "스레드는 파일 호출마다 대가를 치른다"
    case .open: "스레드는 파일 표 하나를 두고 다툰다"
    case .allocate: "스레드는 힙 하나를 두고 다툰다"
    case .lock: "스레드는 프로세스의 락을 기다린다"
    case .sharedLock: "공유하는 락의 비용은 같다"
    case .line: "캐시 라인 공유의 비용은 같다"
    case .padding: "캐시 라인의 이웃은 대가를 치른다"
    case .control: "공유가 없으면 비용이 같다"
    }
  }

  func statement(_ claim: Claim) -> String {
    switch claim {
    case .threadMemory: "“아무리 스레드가 많아져도 메모리를 차지 않고” (#1 마지막 문단)"
    case .processMemory: "“한번에 실행되는 프로세스가 많다는 의미는 그 만큼 많은 메인 메모리를 사용한다는 것” (#1 마지막 문단, #4 끝)"
    case .handOver: "“프로세스와 달리 메모리를 옮겨 다닐 필요가 없기 때문에 컨택스트 스위칭의 부담이 덜하는 장점” (#1 마지막 문단)"
    case .share: "“프로세스는 동일한 메모리를 공유하지 않기 때문에 메모리를 공유하는 작업은 오히려 더 큰 비용이 발생합니다” (#2 괄호)"
    case .disk: "“동일한 데이터가 하나의 디스크에 처리될 경우 모든 프로세스가 이를 공유하게 되면 비용적으로 저렴해집니다” (#2)"
    case .failure: "“특정 프로세스에 장애가 날 경우 다른 프로세스가 해당 작업을 처리” (#2)"
    case .interpreter: "“멀티프로세싱이 멀티쓰레딩보다 더 빠르게 동작 … 파이썬 GIL” (#4)"
    case .io: "“I/O 작업이 많은 병렬처리 작업에서는 쓰레드가 가볍기 때문에 더 높은 성능” (#5)"
    case .create: "“쓰레드가 가볍기 때문에” (#5): 스레드와 8 MiB 프로세스의 fork"
    case .program: "같은 주장: 스레드와 작은 프로그램의 posix_spawn"
    case .fork: "fork는 부모의 페이지 테이블을 복사한다"
    case .pipe: "프로세스 사이의 4 KiB 전달: 파이프와 공유 매핑"
    case .map: "스레드는 주소 공간의 락(mmap_lock)을 공유하고, 매핑 해제는 모두를 방해한다"
    case .fault: "페이지 테이블은 공유하지만, 새 커널은 매핑마다 따로 잠근다"
    case .calls: "디스크립터 표를 공유하므로 read와 write마다 파일을 붙잡아야 한다"
    case .open: "스레드는 디스크립터 표와 그 락을 공유한다"
    case .allocate: "큰 블록은 주소 공간의 락 아래 커널에서 온다"
    case .lock: "프로세스 안의 뮤텍스는 그 스레드들이 공유하고, 프로세스는 각자 가진다"
    case .sharedLock: "프로세스 사이의 뮤텍스는 양쪽에 같다"
    case .line: "나란히 놓인 카운터: 프로세스의 메모리, 또는 공유 매핑"
    case .padding: "프로세스가 공유하는 메모리에서 떨어뜨린 같은 카운터"
    case .control: "getppid: 측정 방법의 확인"
    }
  }

  func unit(_ claim: Claim) -> String {
    switch claim {
    case .threadMemory, .processMemory, .failure, .interpreter: ""
    case .handOver: "번의 전환"
    case .share, .pipe: "개의 메시지"
    case .disk, .io: "바이트"
    case .create, .program, .fork: "번의 생성"
    case .map: "번의 매핑"
    case .fault: "번의 페이지 폴트"
    case .calls: "번의 쓰기와 읽기"
    case .open: "번의 파일 열기"
    case .allocate: "개의 큰 블록"
    case .lock, .sharedLock: "번의 임계 구역"
    case .line, .padding: "번의 증가"
    case .control: "번의 호출"
    }
  }

  func sides(_ claim: Claim) -> (first: String, second: String)? {
    switch claim {
    case .create: ("스레드", "fork한 프로세스")
    case .program: ("스레드", "새로 실행한 프로그램")
    case .fork: ("8 MiB 부모", "1 GiB 부모")
    case .pipe: ("공유 메모리", "파이프")
    case .padding: ("캐시 라인 따로", "캐시 라인 하나")
    case .threadMemory, .processMemory, .handOver, .share, .disk, .failure, .interpreter, .io, .map,
      .fault, .calls, .open, .allocate, .lock, .sharedLock, .line, .control:
      nil
    }
  }
}
